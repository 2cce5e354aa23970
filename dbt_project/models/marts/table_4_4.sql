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
        cast(null as string) as achieved_result,
        cast(null as double) as achieved_value,
        'no_data' as achievement_status,
        cast(null as string) as impact_assessment,
        cast(null as string) as factor_analysis,
        cast(null as decimal(12, 2)) as invested_funding_eur,
        0 as log_entries,
        false as texts_reviewed,
        case
            when activities.years is not null
                then
                    concat(',', activities.years, ',')
                    like concat('%,', cast(results_years.results_year as string), ',%')
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

)

select * from final
