-- For each activity and field the reading that counts: the first place of the plan's reading order that has the text.
with readings as (

    select * from {{ ref('int_activity_readings') }}

),

reading_order as (

    select * from {{ ref('stg_plans__reading_order') }}

),

ranked as (

    select
        readings.*,
        row_number() over (
            partition by readings.municipality, readings.plan_id, readings.activity_nr, readings.field
            order by reading_order.position
        ) as rank_nr
    from readings
    inner join reading_order
        on
            readings.municipality = reading_order.municipality
            and readings.plan_id = reading_order.plan_id
            and readings.field = reading_order.field
            and readings.place = reading_order.place

),

final as (

    select
        municipality,
        plan_id,
        activity_nr,
        field,
        place,
        text
    from ranked
    where rank_nr = 1

)

select * from final
