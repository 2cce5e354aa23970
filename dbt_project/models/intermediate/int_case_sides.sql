-- Cases of a collection from both sides, beside each other and never added: what an institution opened itself, and with
-- what schools came to it. A side that nobody reported is empty.
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

institutions as (

    select * from {{ ref('stg_forms__institutions') }}

),

sides as (

    select
        cases.municipality,
        cases.collection,
        cases.institution as institution_code,
        {{ reported_by('reporters.reporter_kind') }} as reported_by,
        cases.cases
    from cases
    inner join submissions on cases.submission_id = submissions.submission_id
    inner join reporters
        on
            cases.municipality = reporters.municipality
            and cases.reporter_id = reporters.reporter_id

),

final as (

    select
        sides.municipality,
        'referral_counts' as form,
        sides.collection,
        sides.institution_code,
        institutions.institution,
        cast(sum(case when sides.reported_by = 'institution' then sides.cases end) as int) as cases_of_institution,
        cast(sum(case when sides.reported_by = 'school' then sides.cases end) as int) as cases_of_schools
    from sides
    inner join institutions on sides.institution_code = institutions.institution_code
    group by sides.municipality, sides.collection, sides.institution_code, institutions.institution

)

select * from final
