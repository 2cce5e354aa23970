-- A municipality that has ended counts for the one its territory belongs to now, under its own printed name. A name
-- outside its time (before the division of the seed, after its end) may mean another territory: it counts for none.
with learners as (

    select * from {{ ref('stg_collected__enrolment') }}

),

workbooks as (

    select * from {{ ref('int_enrolment_workbooks') }}

),

municipalities as (

    select * from {{ ref('municipalities') }}

),

final as (

    select
        learners.municipality_name,
        learners.registration_number,
        learners.institution_name,
        learners.institution_kind,
        learners.subordination,
        workbooks.school_year,
        workbooks.snapshot_date,
        learners.grade,
        learners.learners,
        coalesce(municipalities.municipality, successors.municipality) as municipality
    from learners
    inner join workbooks on learners.submission_id = workbooks.submission_id
    left join municipalities
        on
            learners.municipality_name = municipalities.municipality_name
            and workbooks.snapshot_date >= municipalities.valid_from
            and (workbooks.snapshot_date <= municipalities.valid_to or municipalities.valid_to is null)
    left join municipalities as successors on municipalities.successor = successors.municipality_name
    where workbooks.is_current

)

select * from final
