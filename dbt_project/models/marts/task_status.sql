-- What is known of each task in a results year: what was reported (nobody: unknown), and what its dates say.
with task_states as (

    select * from {{ ref('int_task_states') }}

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        task_nr,
        task_order,
        activity_nr,
        task_name,
        deadline_text,
        start_date,
        end_date,
        planned_state,
        executor,
        supervisor,
        'unknown' as task_status,
        cast(null as date) as reported_at,
        cast(null as string) as note
    from task_states

)

select * from final
