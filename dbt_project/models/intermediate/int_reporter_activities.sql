-- What a reporter did for an activity in a collection.
with log_lines as (

    select * from {{ ref('int_log_lines') }}

),

final as (

    select
        municipality,
        reporter_id,
        collection,
        activity_nr,
        activity_order,
        activity_name,
        cast(count(*) as int) as events,
        cast(sum(participants) as int) as participants,
        cast(sum(eur) as decimal(12, 2)) as invested_funding_eur,
        {{ different_texts('event') }} as event_names,
        bool_or(is_demo) as is_demo
    from log_lines
    group by municipality, reporter_id, collection, activity_nr, activity_order, activity_name

)

select * from final
