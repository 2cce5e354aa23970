with places as (

    select * from {{ ref('stg_plans__places') }}

),

final as (

    select
        municipality,
        plan_id,
        place,
        heading
    from places

)

select * from final
