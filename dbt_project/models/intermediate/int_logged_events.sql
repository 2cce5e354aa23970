-- Events that took place, with who logged them. The same activity, first day and name are the same event, whoever
-- writes them; capitals and spaces around the name do not make another one.
with log_lines as (

    select
        *,
        lower(trim(event)) as event_key
    from {{ ref('int_log_lines') }}

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}

),

final as (

    select
        log_lines.municipality,
        'activity_log' as form,
        log_lines.collection,
        log_lines.activity_nr,
        log_lines.start_date,
        log_lines.event_key,
        min(log_lines.event) as event,
        cast(count(distinct log_lines.reporter_id) as int) as institutions,
        {{ different_texts('reporters.reporter_name') }} as reporter_names
    from log_lines
    inner join reporters
        on
            log_lines.municipality = reporters.municipality
            and log_lines.reporter_id = reporters.reporter_id
    group by
        log_lines.municipality, log_lines.collection, log_lines.activity_nr, log_lines.start_date, log_lines.event_key

)

select * from final
