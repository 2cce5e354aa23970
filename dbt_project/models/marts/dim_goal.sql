with goals as (

    select * from {{ ref('stg_plans__goals') }}

),

goal_names as (

    select * from {{ ref('int_goal_names') }}

),

final as (

    select
        goals.municipality,
        goals.plan_id,
        goals.goal_list,
        goals.goal_nr,
        goals.row_position as goal_order,
        goals.prevention_level,
        goal_names.goal_name,
        goals.place
    from goals
    left join goal_names
        on
            goals.municipality = goal_names.municipality
            and goals.plan_id = goal_names.plan_id
            and goals.goal_list = goal_names.goal_list
            and goals.goal_nr = goal_names.goal_nr

)

select * from final
