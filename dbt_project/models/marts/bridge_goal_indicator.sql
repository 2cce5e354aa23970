with pairs as (

    select * from {{ ref('stg_plans__goal_indicators') }}

),

final as (

    select
        municipality,
        plan_id,
        goal_nr,
        indicator_nr,
        is_inferred,
        reason
    from pairs

)

select * from final
