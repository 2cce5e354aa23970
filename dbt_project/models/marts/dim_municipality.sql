with versions as (

    select * from {{ ref('int_plan_versions') }}

),

final as (

    select
        municipality,
        max(municipality_name) as municipality_name
    from versions
    group by municipality

)

select * from final
