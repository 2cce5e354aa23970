-- How many of those who tell of cases have sent all that they owe of a school year so far: an institution of its own
-- cases, all schools of those with which they came to any institution.
with due_reports as (

    select
        *,
        {{ collection_school_year('collection') }} as school_year,
        {{ collection_kind('collection') }} as collection_kind,
        {{ reported_by('reporter_kind') }} as reported_by
    from {{ ref('int_due_reports') }}
    where form = 'referral_counts'

),

institutions as (

    select * from {{ ref('stg_forms__institutions') }}

),

sides as (

    select distinct reported_by from due_reports

),

half_years as (

    select
        municipality,
        school_year,
        cast(count(distinct collection_kind) as int) as half_years
    from due_reports
    group by municipality, school_year

),

reporters as (

    select
        municipality,
        school_year,
        reported_by,
        reporter_id,
        reporter_kind,
        bool_and(is_answered) as has_sent_all
    from due_reports
    group by municipality, school_year, reported_by, reporter_id, reporter_kind

),

final as (

    select
        half_years.municipality,
        half_years.school_year,
        institutions.institution_code,
        sides.reported_by,
        half_years.half_years,
        cast(count(reporters.reporter_id) as int) as reporters_expected,
        cast(count(case when reporters.has_sent_all then 1 end) as int) as reporters_counted
    from half_years
    cross join institutions
    cross join sides
    left join reporters
        on
            half_years.municipality = reporters.municipality
            and half_years.school_year = reporters.school_year
            and sides.reported_by = reporters.reported_by
            and (sides.reported_by = 'school' or institutions.institution_code = reporters.reporter_kind)
    group by
        half_years.municipality, half_years.school_year, institutions.institution_code, sides.reported_by,
        half_years.half_years

)

select * from final
