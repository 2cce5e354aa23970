-- What was done for an activity in a calendar year: each event in the year of its first day.
with log_lines as (

    select * from {{ ref('int_log_lines') }}

),

final as (

    select
        municipality,
        activity_key,
        results_year,
        cast(count(*) as int) as log_entries,
        cast(sum(participants) as int) as participants,
        cast(sum(eur) as decimal(12, 2)) as invested_funding_eur
    from log_lines
    group by municipality, activity_key, results_year

)

select * from final
