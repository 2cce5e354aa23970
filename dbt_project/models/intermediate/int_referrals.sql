-- The cases of each institution by school year: as reported, and before that as the plans print them (measure
-- interinstitutional_cases), where the latest version of a plan counts. The change is only told against the school year
-- directly before, and only between whole years of the same side, from as many reporters that all have sent everything:
-- a gap, half a year or a missing school leaves it open. What is printed is whole. An institution with a code has the
-- name of the form, however it is printed.
with observations as (

    select * from {{ ref('int_observations') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

codes as (

    select * from {{ ref('printed_institutions') }}

),

institutions as (

    select * from {{ ref('stg_forms__institutions') }}

),

reported as (

    select * from {{ ref('int_reported_referrals') }}

),

printed as (

    select
        observations.municipality,
        codes.institution_code,
        observations.period as school_year,
        'institution' as reported_by,
        cast(observations.value as int) as cases,
        2 as half_years,
        coalesce(institutions.institution, observations.scope) as institution,
        case when observations.breakdown = 'total' then 'all' else observations.breakdown end as reason,
        row_number() over (
            partition by
                observations.municipality, coalesce(codes.institution_code, observations.scope), observations.period,
                observations.breakdown
            order by versions.valid_from desc, observations.plan_id desc, observations.observation_nr asc
        ) as version_rank
    from observations
    inner join versions
        on
            observations.municipality = versions.municipality
            and observations.plan_id = versions.plan_id
    left join codes on observations.scope = codes.printed_name
    left join institutions on codes.institution_code = institutions.institution_code
    where
        observations.measure = 'interinstitutional_cases'
        and observations.scope not in ('municipality', 'country')
        and observations.period like '____/____'

),

counted as (

    select
        reported.municipality,
        reported.institution_code,
        institutions.institution,
        reported.school_year,
        reported.reason,
        reported.reported_by,
        reported.cases,
        reported.half_years,
        reported.reporters_expected,
        reported.reporters_counted,
        reported.half_years = 2
        and reported.reporters_expected > 0
        and reported.reporters_counted = reported.reporters_expected as is_whole
    from reported
    inner join institutions on reported.institution_code = institutions.institution_code
    union all
    select
        printed.municipality,
        printed.institution_code,
        printed.institution,
        printed.school_year,
        printed.reason,
        printed.reported_by,
        printed.cases,
        printed.half_years,
        cast(null as int) as reporters_expected,
        cast(null as int) as reporters_counted,
        true as is_whole
    from printed
    left join reported
        on
            printed.municipality = reported.municipality
            and printed.institution_code = reported.institution_code
            and printed.school_year = reported.school_year
            and printed.reported_by = reported.reported_by
    where printed.version_rank = 1 and reported.municipality is null

),

final as (

    select
        counted.municipality,
        counted.institution_code,
        counted.institution,
        counted.school_year,
        counted.reason,
        counted.reported_by,
        counted.half_years,
        counted.reporters_expected,
        counted.reporters_counted,
        counted.cases,
        counted.cases - former.cases as change_from_previous
    from counted
    left join counted as former
        on
            counted.municipality = former.municipality
            and coalesce(counted.institution_code, counted.institution)
            = coalesce(former.institution_code, former.institution)
            and counted.reason = former.reason
            and counted.reported_by = former.reported_by
            and {{ period_year('counted.school_year') }} = {{ period_year('former.school_year') }} + 1
            and counted.is_whole
            and former.is_whole
            and (former.reporters_expected is null or counted.reporters_expected = former.reporters_expected)

)

select * from final
