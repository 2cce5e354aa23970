{{ config(materialized='table') }}
-- A table, since it is read before the marts and by them. What the indicators of an activity's goal say in a results
-- year in which something was reported of the activity: where each started, where it is now, which way it moved. An
-- activity is not the cause of what moved beside it.
with progress as (

    select * from {{ ref('int_indicator_progress') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

goal_indicators as (

    select * from {{ ref('stg_plans__goal_indicators') }}

),

indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

indicator_values as (

    select * from {{ ref('int_indicator_values') }}

),

results as (

    select * from {{ ref('int_activity_results') }}

),

activity_log as (

    select * from {{ ref('int_activity_log') }}

),

final as (

    select
        activities.municipality,
        activities.plan_id,
        progress.results_year,
        activities.activity_key,
        progress.indicator_nr,
        progress.breakdown,
        indicators.row_position as indicator_order,
        indicators.indicator_name,
        indicators.breakdown_text,
        indicators.unit,
        indicators.better_direction,
        progress.baseline_value,
        progress.baseline_denominator,
        indicators.baseline_period,
        indicators.baseline_kind,
        progress.is_baseline_provisional,
        progress.is_baseline_publishable,
        progress.latest_value,
        progress.latest_period,
        progress.is_latest_publishable,
        latest.numerator,
        latest.denominator,
        latest.ci_low,
        latest.ci_high,
        latest.reporters_expected,
        latest.reporters_counted,
        progress.change_from_baseline,
        progress.progress_status,
        case
            when progress.change_from_baseline is null then 'unknown'
            when indicators.baseline_period = progress.latest_period then 'unknown'
            when progress.change_from_baseline = 0 then 'same'
            when (progress.change_from_baseline > 0) = (indicators.better_direction = 'higher') then 'better'
            else 'worse'
        end as movement,
        coalesce(
            latest.ci_low <= coalesce(baseline.ci_high, progress.baseline_value)
            and latest.ci_high >= coalesce(baseline.ci_low, progress.baseline_value),
            false
        ) as is_change_uncertain
    from activities
    inner join goal_indicators
        on
            activities.municipality = goal_indicators.municipality
            and activities.plan_id = goal_indicators.plan_id
            and activities.goal_nr = goal_indicators.goal_nr
    inner join indicators
        on
            goal_indicators.municipality = indicators.municipality
            and goal_indicators.plan_id = indicators.plan_id
            and goal_indicators.indicator_nr = indicators.indicator_nr
    inner join progress
        on
            indicators.municipality = progress.municipality
            and indicators.plan_id = progress.plan_id
            and indicators.indicator_nr = progress.indicator_nr
            and indicators.breakdown = progress.breakdown
    inner join results
        on
            activities.municipality = results.municipality
            and activities.plan_id = results.plan_id
            and activities.activity_nr = results.activity_nr
            and progress.results_year = results.results_year
    left join activity_log
        on
            activities.municipality = activity_log.municipality
            and activities.activity_key = activity_log.activity_key
            and progress.results_year = activity_log.results_year
    left join indicator_values as latest
        on
            progress.municipality = latest.municipality
            and progress.plan_id = latest.plan_id
            and progress.indicator_nr = latest.indicator_nr
            and progress.breakdown = latest.breakdown
            and progress.latest_period = latest.period
    left join indicator_values as baseline
        on
            progress.municipality = baseline.municipality
            and progress.plan_id = baseline.plan_id
            and progress.indicator_nr = baseline.indicator_nr
            and progress.breakdown = baseline.breakdown
            and indicators.baseline_period = baseline.period
    where results.achievement_status <> 'no_data' or activity_log.log_entries > 0

)

select * from final
