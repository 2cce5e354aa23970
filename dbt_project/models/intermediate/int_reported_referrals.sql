-- Cases as they were reported: what each institution opened itself, and beside it those with which schools came to it.
-- The two windows of a school year are disjoint and added up; the two sides and the institutions never are.
with submissions as (

    select submission_id from {{ ref('int_submissions') }}
    where is_current

),

cases as (

    select * from {{ ref('stg_collected__referral_counts') }}

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}

),

lines as (

    select
        cases.municipality,
        cases.institution as institution_code,
        {{ collection_school_year('cases.collection') }} as school_year,
        {{ collection_kind('cases.collection') }} as collection_kind,
        cases.reason,
        {{ reported_by('reporters.reporter_kind') }} as reported_by,
        cases.cases
    from cases
    inner join submissions on cases.submission_id = submissions.submission_id
    inner join reporters
        on
            cases.municipality = reporters.municipality
            and cases.reporter_id = reporters.reporter_id

),

half_years as (

    select
        municipality,
        institution_code,
        school_year,
        reported_by,
        cast(count(distinct collection_kind) as int) as half_years
    from lines
    group by municipality, institution_code, school_year, reported_by

),

with_all as (

    select * from lines
    union all
    select
        municipality,
        institution_code,
        school_year,
        collection_kind,
        'all' as reason,
        reported_by,
        cases
    from lines

),

final as (

    select
        with_all.municipality,
        with_all.institution_code,
        with_all.school_year,
        with_all.reason,
        with_all.reported_by,
        half_years.half_years,
        cast(sum(with_all.cases) as int) as cases
    from with_all
    inner join half_years
        on
            with_all.municipality = half_years.municipality
            and with_all.institution_code = half_years.institution_code
            and with_all.school_year = half_years.school_year
            and with_all.reported_by = half_years.reported_by
    group by
        with_all.municipality, with_all.institution_code, with_all.school_year, with_all.reason,
        with_all.reported_by, half_years.half_years

)

select * from final
