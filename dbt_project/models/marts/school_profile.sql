-- Fed by the accepted school reports, one column a key measure.
select
    cast(null as string) as municipality,
    cast(null as string) as reporter_id,
    cast(null as string) as school_year,
    cast(null as int) as learners,
    cast(null as int) as at_risk,
    cast(null as int) as early_leavers,
    cast(null as int) as learners_supported,
    cast(null as int) as unexcused_over_20,
    cast(null as int) as repeaters,
    cast(null as int) as interest_education_learners,
    cast(null as int) as career_counselling_learners,
    cast(null as double) as support_posts
where 1 = 0
