-- Cases of a collection as they count now, by reason and by side: what an institution opened itself, and with what
-- schools came to it. The sides and the institutions are never added.
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

final as (

    select
        cases.municipality,
        cases.collection,
        cases.institution as institution_code,
        cases.reason,
        {{ reported_by('reporters.reporter_kind') }} as reported_by,
        cast(sum(cases.cases) as int) as cases
    from cases
    inner join submissions on cases.submission_id = submissions.submission_id
    inner join reporters
        on
            cases.municipality = reporters.municipality
            and cases.reporter_id = reporters.reporter_id
    group by
        cases.municipality, cases.collection, cases.institution, cases.reason,
        {{ reported_by('reporters.reporter_kind') }}

)

select * from final
