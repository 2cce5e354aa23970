-- How many of the reporters that owe a form in a collection have sent one that counts.
with due_reports as (

    select * from {{ ref('int_due_reports') }}

),

submissions as (

    select * from {{ ref('int_submissions') }}
    where is_current

),

final as (

    select
        due_reports.municipality,
        due_reports.form,
        due_reports.collection,
        cast(count(*) as int) as expected,
        cast(count(submissions.receipt_id) as int) as reported,
        cast(100.0 * count(submissions.receipt_id) / count(*) as double) as reported_pct
    from due_reports
    left join submissions
        on
            due_reports.municipality = submissions.municipality
            and due_reports.form = submissions.form
            and due_reports.collection = submissions.collection
            and due_reports.reporter_id = submissions.reporter_id
    group by due_reports.municipality, due_reports.form, due_reports.collection

)

select * from final
