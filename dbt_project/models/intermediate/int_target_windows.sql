{{ config(materialized='table') }}
-- A table, since what follows reads it several times. Each structured target of a planned result in each results year
-- of its plan, with the years that it reaches over: a year whose logs have not begun to arrive tells nothing, not even
-- what was reached before it. `calculation` says how the figure is made.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

targets as (

    select * from {{ ref('int_activity_targets') }}
    where is_planned_result

),

numerators as (

    select * from {{ ref('int_target_inputs') }}
    where role = 'numerator'

),

periods as (

    select * from {{ ref('target_periods') }}

),

begun as (

    select * from {{ ref('int_log_coverage') }}

),

final as (

    select
        targets.municipality,
        targets.plan_id,
        results_years.results_year,
        activities.activity_key,
        targets.activity_nr,
        targets.target_nr,
        targets.low,
        targets.high,
        periods.is_school_year,
        periods.parts,
        results_years.results_year as last_year,
        begun.results_year is not null as is_begun,
        case
            when numerators.source = 'words' then 'words'
            when targets.measure in ('share', 'reduction') then targets.measure
            when targets.each = 'institution' then 'institutions'
            when targets.each is not null then 'mean'
            when numerators.source = 'reporters' then 'reporters'
            else 'sum'
        end as calculation,
        greatest(
            cast(extract(year from versions.period_start) as int),
            coalesce(results_years.results_year - periods.years + 1, 0)
        ) as first_year,
        case
            when periods.is_school_year then {{ days_before(first_day('results_years.results_year', 9), 1) }}
            else {{ last_day_of_year('results_years.results_year') }}
        end as last_day
    from targets
    inner join results_years
        on
            targets.municipality = results_years.municipality
            and targets.plan_id = results_years.plan_id
    inner join versions
        on
            targets.municipality = versions.municipality
            and targets.plan_id = versions.plan_id
    inner join activities
        on
            targets.municipality = activities.municipality
            and targets.plan_id = activities.plan_id
            and targets.activity_nr = activities.activity_nr
    inner join numerators
        on
            targets.municipality = numerators.municipality
            and targets.plan_id = numerators.plan_id
            and targets.activity_nr = numerators.activity_nr
            and targets.target_nr = numerators.target_nr
    inner join periods on targets.per = periods.per
    left join begun
        on
            results_years.municipality = begun.municipality
            and results_years.results_year = begun.results_year

)

select * from final
