-- The key counts of a school in a school year as the plans print them by school. The printed name leads to the
-- reporter; a figure under another definition stays out of the column, and what is not printed stays empty. Where
-- several versions of a plan print the same figure, the latest counts.
with observations as (

    select * from {{ ref('int_observations') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

reporter_names as (

    select * from {{ ref('stg_plans__reporter_names') }}

),

schools as (

    select * from {{ ref('stg_plans__reporters') }}
    where reporter_kind in ('school', 'vocational_school')

),

printed as (

    select
        observations.municipality,
        schools.reporter_id,
        observations.period as school_year,
        observations.measure,
        observations.value,
        row_number() over (
            partition by
                observations.municipality, schools.reporter_id, observations.period, observations.measure,
                observations.breakdown
            order by versions.valid_from desc, observations.plan_id desc, observations.observation_nr asc
        ) as version_rank
    from observations
    inner join versions
        on
            observations.municipality = versions.municipality
            and observations.plan_id = versions.plan_id
    inner join reporter_names
        on
            observations.municipality = reporter_names.municipality
            and observations.scope = reporter_names.printed_name
    inner join schools
        on
            reporter_names.municipality = schools.municipality
            and reporter_names.reporter_id = schools.reporter_id
    where
        observations.period like '____/____'
        and observations.differs is null
        and (
            (
                observations.measure in ('learners', 'early_leavers', 'repeaters', 'interest_education_learners')
                and observations.breakdown = 'total'
            )
            -- A school's posts are printed by speciality.
            or (observations.measure = 'staff_posts' and observations.unit = 'posts')
        )

),

final as (

    select
        municipality,
        reporter_id,
        school_year,
        cast(max(case when measure = 'learners' then value end) as int) as learners,
        cast(max(case when measure = 'early_leavers' then value end) as int) as early_leavers,
        cast(max(case when measure = 'repeaters' then value end) as int) as repeaters,
        cast(max(case when measure = 'interest_education_learners' then value end) as int)
            as interest_education_learners,
        round(sum(case when measure = 'staff_posts' then value end), 6) as support_posts
    from printed
    where version_rank = 1
    group by municipality, reporter_id, school_year

)

select * from final
