-- What each expected reporter owes, and what came: the submission that counts, else the last one that was rejected.
with due_reports as (

    select * from {{ ref('int_due_reports') }}

),

answers as (

    select
        *,
        row_number() over (
            partition by municipality, collection, form, reporter_id
            order by case when is_current then 0 else 1 end asc, received_at desc, receipt_id asc
        ) as rank_nr
    from {{ ref('int_submissions') }}
    where is_current or state = 'rejected'

),

final as (

    select
        due_reports.municipality,
        due_reports.collection,
        due_reports.form,
        due_reports.reporter_id,
        due_reports.due_on,
        answers.submission_id,
        coalesce(answers.state, 'none') as state,
        coalesce(answers.is_late, false) as is_late
    from due_reports
    left join answers
        on
            due_reports.municipality = answers.municipality
            and due_reports.collection = answers.collection
            and due_reports.form = answers.form
            and due_reports.reporter_id = answers.reporter_id
            and answers.rank_nr = 1

)

select * from final
