-- What the schools reported; the plans' printed history for the years without a report.
with reported as (

    select * from {{ ref('int_reported_school_profiles') }}

),

printed as (

    select * from {{ ref('int_school_profiles') }}

),

final as (

    select
        municipality,
        reporter_id,
        school_year,
        collection,
        learners,
        at_risk,
        early_leavers,
        summer_leavers,
        learners_supported,
        unexcused_over_20,
        repeaters,
        interest_education_learners,
        career_counselling_learners,
        support_posts,
        'submission' as value_source
    from reported
    union all
    select
        printed.municipality,
        printed.reporter_id,
        printed.school_year,
        cast(null as string) as collection,
        printed.learners,
        cast(null as int) as at_risk,
        printed.early_leavers,
        cast(null as int) as summer_leavers,
        cast(null as int) as learners_supported,
        cast(null as int) as unexcused_over_20,
        printed.repeaters,
        printed.interest_education_learners,
        cast(null as int) as career_counselling_learners,
        printed.support_posts,
        'observation' as value_source
    from printed
    left join reported
        on
            printed.municipality = reported.municipality
            and printed.reporter_id = reported.reporter_id
            and printed.school_year = reported.school_year
    where reported.reporter_id is null

)

select * from final
