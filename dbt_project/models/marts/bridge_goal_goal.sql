with links as (

    select * from {{ ref('stg_plans__goal_links') }}

),

final as (

    select
        municipality,
        plan_id,
        goal_nr,
        strategic_goal_nr,
        is_inferred,
        reason
    from links

)

select * from final
