-- Which of the state's workbooks counts for a school year: of a day the one that no other replaces, of the days the
-- latest.
with workbooks as (

    select distinct
        submission_id,
        snapshot_date,
        replaces,
        {{ school_year('snapshot_date') }} as school_year
    from {{ ref('stg_collected__enrolment') }}

),

marked as (

    select
        workbooks.submission_id,
        workbooks.snapshot_date,
        workbooks.school_year,
        later.submission_id is not null as is_replaced
    from workbooks
    left join workbooks as later on workbooks.submission_id = later.replaces

),

latest as (

    select
        school_year,
        max(snapshot_date) as snapshot_date
    from marked
    group by school_year

),

final as (

    select
        marked.submission_id,
        marked.snapshot_date,
        marked.school_year,
        not marked.is_replaced and marked.snapshot_date = latest.snapshot_date as is_current
    from marked
    inner join latest on marked.school_year = latest.school_year

)

select * from final
