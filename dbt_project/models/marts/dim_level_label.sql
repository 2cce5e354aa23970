with labels as (

    select * from {{ ref('stg_plans__level_labels') }}

),

final as (

    select
        municipality,
        plan_id,
        prevention_level,
        mark,
        heading
    from labels

)

select * from final
