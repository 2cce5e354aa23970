-- What reporters wrote of an activity's events of a calendar year: texts that differ only in case, white space and the
-- mark at their end are one statement, in the spelling that sorts first.
with log_lines as (

    select * from {{ ref('int_log_lines') }}

),

typed as (

    select
        municipality,
        activity_key,
        results_year,
        reporter_id,
        'impact' as kind,
        impact as text
    from log_lines
    union all
    select
        municipality,
        activity_key,
        results_year,
        reporter_id,
        'helped' as kind,
        helped as text
    from log_lines
    union all
    select
        municipality,
        activity_key,
        results_year,
        reporter_id,
        'hindered' as kind,
        hindered as text
    from log_lines

),

plain as (

    select
        municipality,
        activity_key,
        results_year,
        reporter_id,
        kind,
        {{ plain_text('text') }} as statement
    from typed

),

final as (

    select
        municipality,
        results_year,
        activity_key,
        kind,
        cast(count(*) as int) as events,
        cast(count(distinct reporter_id) as int) as institutions,
        min(statement) as statement,
        {{ different_texts('reporter_id') }} as reporter_ids
    from plain
    where statement <> ''
    group by municipality, results_year, activity_key, kind, lower(statement)

)

select * from final
