-- What each reporter says of each task in a collection, one column a question, with the plan it reports on. In a plan
-- without tasks the number is that of an activity.
with answers as (

    select * from {{ ref('int_answers') }}
    where form = 'task_report' and breakdown <> 'total'

),

submissions as (

    select * from {{ ref('int_submissions') }}
    where is_current

),

collections as (

    select * from {{ ref('int_collections') }}

),

final as (

    select
        answers.municipality,
        collections.plan_id,
        collections.results_year,
        answers.collection,
        answers.reporter_id,
        answers.breakdown as task_nr,
        cast(max(case when answers.field_id = 'next_year_eur' then answers.value_number end) as decimal(12, 2))
            as next_year_eur,
        max(submissions.received_on) as reported_at,
        max(case when answers.field_id = 'task_state' then answers.value_text end) as task_state,
        max(case when answers.field_id = 'note' then answers.value_text end) as note,
        max(case when answers.field_id = 'proposal' then answers.value_text end) as proposal,
        max(case when answers.field_id = 'proposal_text' then answers.value_text end) as proposal_text,
        max(case when answers.field_id = 'next_year_source' then answers.value_text end) as next_year_source
    from answers
    inner join submissions on answers.submission_id = submissions.submission_id
    left join collections
        on
            answers.municipality = collections.municipality
            and answers.collection = collections.collection
    group by
        answers.municipality, collections.plan_id, collections.results_year, answers.collection,
        answers.reporter_id, answers.breakdown

)

select * from final
