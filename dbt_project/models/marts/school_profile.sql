-- The plans' printed history; the accepted school reports fill the years after it and the columns no plan prints.
with printed as (

    select * from {{ ref('int_school_profiles') }}

),

final as (

    select
        municipality,
        reporter_id,
        school_year,
        learners,
        cast(null as int) as at_risk,
        early_leavers,
        cast(null as int) as learners_supported,
        cast(null as int) as unexcused_over_20,
        repeaters,
        interest_education_learners,
        cast(null as int) as career_counselling_learners,
        support_posts,
        'observation' as value_source
    from printed

)

select * from final
