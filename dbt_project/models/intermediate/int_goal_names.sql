-- The goal's name in the first place of the plan's reading order that prints one, else where the goal is listed.
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
        readings.text as goal_name,
        row_number() over (
            partition by goals.municipality, goals.plan_id, goals.goal_list, goals.goal_nr
            order by
                case when goals.goal_list = 'strategic' and readings.place = goals.place then 0 else 1 end,
                coalesce(reading_order.position, 99),
                readings.place
        ) as rank_nr
    from goals
    inner join readings
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
        goal_name
    from ranked
    where rank_nr = 1

)

select * from final
