with resources as (

    select * from {{ ref('stg_plans__resources') }}

),

final as (

    select
        municipality,
        plan_id,
        resource_nr,
        activity_nr,
        activity_name,
        planned_result,
        resources_text,
        funding_source,
        responsible,
        place
    from resources

)

select * from final
