-- Cases as they were reported: what each institution opened itself, and beside it those with which schools came to it.
-- The two windows of a school year are disjoint and added up; the two sides and the institutions never are.
with cases as (

    select
        *,
        {{ collection_school_year('collection') }} as school_year
    from {{ ref('int_reported_cases') }}

),

coverage as (

    select * from {{ ref('int_case_coverage') }}

),

with_all as (

    select
        municipality,
        institution_code,
        school_year,
        reason,
        reported_by,
        cases
    from cases
    union all
    select
        municipality,
        institution_code,
        school_year,
        'all' as reason,
        reported_by,
        cases
    from cases

),

final as (

    select
        with_all.municipality,
        with_all.institution_code,
        with_all.school_year,
        with_all.reason,
        with_all.reported_by,
        coverage.half_years,
        coverage.reporters_expected,
        coverage.reporters_counted,
        cast(sum(with_all.cases) as int) as cases
    from with_all
    left join coverage
        on
            with_all.municipality = coverage.municipality
            and with_all.institution_code = coverage.institution_code
            and with_all.school_year = coverage.school_year
            and with_all.reported_by = coverage.reported_by
    group by
        with_all.municipality, with_all.institution_code, with_all.school_year, with_all.reason, with_all.reported_by,
        coverage.half_years, coverage.reporters_expected, coverage.reporters_counted

)

select * from final
