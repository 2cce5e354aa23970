-- Cases of a collection from both sides, beside each other and never added: what an institution opened itself, and with
-- what schools came to it. A side that nobody reported is empty.
with cases as (

    select * from {{ ref('int_reported_cases') }}

),

institutions as (

    select * from {{ ref('stg_forms__institutions') }}

),

final as (

    select
        cases.municipality,
        'referral_counts' as form,
        cases.collection,
        cases.institution_code,
        institutions.institution,
        cast(sum(case when cases.reported_by = 'institution' then cases.cases end) as int) as cases_of_institution,
        cast(sum(case when cases.reported_by = 'school' then cases.cases end) as int) as cases_of_schools
    from cases
    inner join institutions on cases.institution_code = institutions.institution_code
    group by cases.municipality, cases.collection, cases.institution_code, institutions.institution

)

select * from final
