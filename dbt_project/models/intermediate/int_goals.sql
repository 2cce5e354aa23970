-- Every goal with its name: that of the first place in the plan's reading order that prints one, else of any other.
-- A strategic goal has the name of its own table.
with goals as (

    select * from {{ ref('stg_plans__goals') }}

),

readings as (

    select * from {{ ref('stg_plans__goal_readings') }}

),

reading_order as (

    select * from {{ ref('stg_plans__reading_order') }}
    where field = 'goal_name'

),

ranked as (

    select
        goals.municipality,
        goals.plan_id,
        goals.goal_list,
        goals.goal_nr,
        goals.row_position as goal_order,
        goals.prevention_level,
        readings.text as goal_name,
        goals.place,
        row_number() over (
            partition by goals.municipality, goals.plan_id, goals.goal_list, goals.goal_nr
            order by
                case when goals.goal_list = 'strategic' and readings.place = goals.place then 0 else 1 end,
                coalesce(reading_order.position, 99),
                readings.place
        ) as rank_nr
    from goals
    left join readings
        on
            goals.municipality = readings.municipality
            and goals.plan_id = readings.plan_id
            and goals.goal_list = readings.goal_list
            and goals.goal_nr = readings.goal_nr
    left join reading_order
        on
            readings.municipality = reading_order.municipality
            and readings.plan_id = reading_order.plan_id
            and readings.place = reading_order.place

),

final as (

    select
        municipality,
        plan_id,
        goal_list,
        goal_nr,
        goal_order,
        prevention_level,
        goal_name,
        place
    from ranked
    where rank_nr = 1

)

select * from final
