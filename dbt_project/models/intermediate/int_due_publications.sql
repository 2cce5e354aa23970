-- What is due about each results year. A yearly publication is due where the plan asks for it; a mid-term and a final
-- one in the year that the plan names, else in the middle and at the end of its period.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

kinds as (

    select * from {{ ref('publication_kinds') }}

),

calendar as (

    select
        calendar.municipality,
        calendar.plan_id,
        kinds.kind,
        calendar.year,
        min(calendar.month) as month
    from {{ ref('stg_plans__calendar') }} as calendar
    inner join kinds on calendar.event = kinds.event
    group by calendar.municipality, calendar.plan_id, kinds.kind, calendar.year

),

of_years as (

    select
        results_years.municipality,
        results_years.plan_id,
        results_years.results_year,
        kinds.kind,
        kinds.is_once,
        calendar.month as due_month,
        results_years.results_year
        + case when kinds.is_of_former_year then versions.publication_lag_years else 0 end as due_year,
        case
            when calendar.year is not null then calendar.year
            when kinds.kind = 'final' then cast(extract(year from versions.period_end) as int)
            when kinds.kind = 'mid_term'
                then
                    cast(
                        floor(
                            (extract(year from versions.period_start) + extract(year from versions.period_end)) / 2.0
                        ) as int
                    )
        end as once_in_year,
        calendar.kind is not null as is_in_calendar
    from results_years
    inner join versions
        on
            results_years.municipality = versions.municipality
            and results_years.plan_id = versions.plan_id
    cross join kinds
    left join calendar
        on
            results_years.municipality = calendar.municipality
            and results_years.plan_id = calendar.plan_id
            and kinds.kind = calendar.kind

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        kind,
        due_month,
        is_in_calendar,
        cast(due_year as int) as due_year
    from of_years
    where
        (is_once and once_in_year = results_year)
        or (not is_once and is_in_calendar)

)

select * from final
