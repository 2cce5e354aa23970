-- The yearly results table: the plan version in force on 31 December of the year, one row an activity in plan order.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

activities as (

    select * from {{ ref('dim_activity') }}

),

goals as (

    select * from {{ ref('dim_goal') }}
    where goal_list = 'activity_plan'

),

activity_log as (

    select * from {{ ref('int_activity_log') }}

),

coverage as (

    select * from {{ ref('int_log_coverage') }}

),

results as (

    select * from {{ ref('int_activity_results') }}

),

narratives as (

    select * from {{ ref('int_activity_narratives') }}

),

final as (

    select
        activities.municipality,
        activities.plan_id,
        results_years.results_year,
        activities.prevention_level,
        activities.goal_nr,
        goals.goal_name,
        activities.activity_key,
        activities.activity_nr,
        activities.activity_order,
        activities.activity_name,
        activities.planned_result,
        activities.planned_funding_text,
        activity_log.participants,
        activity_log.invested_funding_eur,
        activity_log.eur_municipality,
        activity_log.eur_state,
        activity_log.eur_projects,
        activity_log.eur_other,
        activity_log.cost_per_participant_eur,
        narratives.achieved_result,
        results.achieved_value,
        results.achievement_status,
        narratives.impact_assessment,
        narratives.factor_analysis,
        coverage.reporters_expected,
        coverage.reporters_counted,
        coalesce(activity_log.log_entries, 0) as log_entries,
        coalesce(narratives.texts_reviewed, false) as texts_reviewed,
        case
            when activities.years is not null
                then {{ is_listed('cast(results_years.results_year as string)', 'activities.years') }}
        end as is_planned_year
    from results_years
    inner join activities
        on
            results_years.municipality = activities.municipality
            and results_years.plan_id = activities.plan_id
    left join goals
        on
            activities.municipality = goals.municipality
            and activities.plan_id = goals.plan_id
            and activities.goal_nr = goals.goal_nr
    left join activity_log
        on
            activities.municipality = activity_log.municipality
            and activities.activity_key = activity_log.activity_key
            and results_years.results_year = activity_log.results_year
    left join coverage
        on
            results_years.municipality = coverage.municipality
            and results_years.results_year = coverage.results_year
    left join results
        on
            activities.municipality = results.municipality
            and activities.plan_id = results.plan_id
            and activities.activity_nr = results.activity_nr
            and results_years.results_year = results.results_year
    left join narratives
        on
            activities.municipality = narratives.municipality
            and activities.plan_id = narratives.plan_id
            and activities.activity_key = narratives.activity_key
            and results_years.results_year = narratives.results_year

)

select * from final
