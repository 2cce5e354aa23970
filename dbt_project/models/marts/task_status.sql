-- What is known of each task in a results year: what was reported (nobody: unknown), and what its dates say.
with task_states as (

    select * from {{ ref('int_task_states') }}

),

reported_states as (

    select * from {{ ref('int_reported_task_states') }}

),

reported_texts as (

    select * from {{ ref('int_reported_texts') }}
    where subject_kind = 'task'

),

final as (

    select
        task_states.municipality,
        task_states.plan_id,
        task_states.results_year,
        task_states.task_nr,
        task_states.task_order,
        task_states.activity_nr,
        task_states.task_name,
        task_states.deadline_text,
        task_states.start_date,
        task_states.end_date,
        task_states.planned_state,
        task_states.executor,
        task_states.supervisor,
        reported_states.reported_at,
        reported_states.note,
        reported_texts.publishable_text as publishable_note,
        coalesce(reported_states.reporters_expected, 0) as reporters_expected,
        coalesce(reported_states.reporters_counted, 0) as reporters_counted,
        coalesce(reported_states.task_status, 'unknown') as task_status
    from task_states
    left join reported_states
        on
            task_states.municipality = reported_states.municipality
            and task_states.plan_id = reported_states.plan_id
            and task_states.results_year = reported_states.results_year
            and task_states.task_nr = reported_states.task_nr
    left join reported_texts
        on
            task_states.municipality = reported_texts.municipality
            and task_states.plan_id = reported_texts.plan_id
            and task_states.results_year = reported_texts.results_year
            and task_states.task_nr = reported_texts.subject_key

)

select * from final
