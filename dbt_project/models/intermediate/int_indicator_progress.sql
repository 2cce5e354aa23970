{{ config(materialized='table') }}
-- A table, since facts and marts read it. How an indicator row stands in each results year: the rule is written out in
-- indicator_progress.md.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

baselines as (

    select * from {{ ref('int_indicator_baselines') }}

),

measurements as (

    select * from {{ ref('int_indicator_measurements') }}

),

target_values as (

    select * from {{ ref('int_indicator_target_values') }}

),

latest as (

    select
        baselines.*,
        results_years.results_year,
        measurements.period as latest_period,
        measurements.value_year,
        measurements.value as latest_value,
        coalesce(measurements.is_publishable, true) as is_latest_publishable,
        row_number() over (
            partition by
                baselines.municipality, baselines.plan_id, baselines.indicator_nr, baselines.breakdown,
                results_years.results_year
            order by measurements.value_year desc nulls last, measurements.period desc nulls last
        ) as rank_nr
    from results_years
    inner join baselines
        on
            results_years.municipality = baselines.municipality
            and results_years.plan_id = baselines.plan_id
    left join measurements
        on
            baselines.municipality = measurements.municipality
            and baselines.plan_id = measurements.plan_id
            and baselines.indicator_nr = measurements.indicator_nr
            and baselines.breakdown = measurements.breakdown
            and results_years.results_year >= measurements.value_year

),

with_next_target as (

    select
        latest.*,
        target_values.target_year,
        target_values.target_kind,
        target_values.required_value,
        {{ is_met('latest.latest_value', 'target_values.comparator', 'target_values.required_value') }} as is_met,
        {{ line_value(
            'latest.value_year', 'latest.baseline_value', 'latest.baseline_year', 'target_values.required_value',
            'target_values.target_year'
        ) }} as line_value,
        row_number() over (
            partition by
                latest.municipality, latest.plan_id, latest.indicator_nr, latest.breakdown, latest.results_year
            order by target_values.target_year
        ) as target_rank_nr
    from latest
    left join target_values
        on
            latest.municipality = target_values.municipality
            and latest.plan_id = target_values.plan_id
            and latest.indicator_nr = target_values.indicator_nr
            and latest.breakdown = target_values.breakdown
            and target_values.target_year >= coalesce(latest.value_year, latest.results_year)
    where latest.rank_nr = 1

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        indicator_nr,
        breakdown,
        baseline_value,
        baseline_denominator,
        is_provisional as is_baseline_provisional,
        is_publishable as is_baseline_publishable,
        latest_value,
        latest_period,
        is_latest_publishable,
        {{ difference('latest_value', 'baseline_value') }} as change_from_baseline,
        target_year as next_target_year,
        required_value as next_target_value,
        case
            when target_year is null then 'no_target'
            when is_met then 'met'
            when baseline_value is null and (latest_value is not null or baseline_year <= results_year)
                then 'no_baseline'
            when latest_value is null then 'no_data'
            when target_kind = 'direction' or value_year = target_year then 'off_track'
            when better_direction = 'higher' and {{ difference('latest_value', 'line_value') }} >= 0 then 'on_track'
            when better_direction = 'lower' and {{ difference('latest_value', 'line_value') }} <= 0 then 'on_track'
            else 'off_track'
        end as progress_status
    from with_next_target
    where target_rank_nr = 1

)

select * from final
