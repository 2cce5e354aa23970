-- The printed cases of the institutions (measure interinstitutional_cases) by school year, each institution its own.
-- Where several versions of a plan print the same figure, the latest counts. The change is only told against the
-- school year directly before: a gap leaves it open.
with observations as (

    select * from {{ ref('int_observations') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

printed as (

    select
        observations.municipality,
        observations.scope as institution,
        observations.period as school_year,
        case when observations.breakdown = 'total' then 'all' else observations.breakdown end as reason,
        {{ period_year('observations.period') }} as year_of_end,
        cast(observations.value as int) as cases,
        row_number() over (
            partition by
                observations.municipality, observations.scope, observations.period, observations.breakdown
            order by versions.valid_from desc, observations.plan_id desc, observations.observation_nr asc
        ) as version_rank
    from observations
    inner join versions
        on
            observations.municipality = versions.municipality
            and observations.plan_id = versions.plan_id
    where
        observations.measure = 'interinstitutional_cases'
        and observations.scope not in ('municipality', 'country')
        and observations.period like '____/____'

),

counted as (

    select * from printed
    where version_rank = 1

),

final as (

    select
        counted.municipality,
        counted.institution,
        counted.school_year,
        counted.reason,
        counted.cases,
        counted.cases - former.cases as change_from_previous
    from counted
    left join counted as former
        on
            counted.municipality = former.municipality
            and counted.institution = former.institution
            and counted.reason = former.reason
            and counted.year_of_end = former.year_of_end + 1

)

select * from final
