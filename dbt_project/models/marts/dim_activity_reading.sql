with readings as (

    select * from {{ ref('int_activity_readings') }}

),

final as (

    select
        municipality,
        plan_id,
        activity_nr,
        place,
        field,
        text
    from readings

)

select * from final
