-- What is said of each task up to the end of a results year, by the last word of every reporter: done when all are,
-- stopped when all are, overdue when somebody is not done after the printed end, not started when nobody has begun;
-- else running. Where nobody spoke in the year itself, only done and stopped still stand.
with tasks as (

    select * from {{ ref('int_task_states') }}

),

reports as (

    select * from {{ ref('int_task_reports') }}
    where task_state is not null

),

words as (

    select
        tasks.municipality,
        tasks.plan_id,
        tasks.results_year,
        tasks.task_nr,
        tasks.end_date,
        reports.results_year as said_in,
        reports.reported_at,
        reports.task_state,
        reports.note,
        row_number() over (
            partition by
                tasks.municipality, tasks.plan_id, tasks.results_year, tasks.task_nr, reports.reporter_id
            order by reports.collection desc
        ) as rank_nr
    from tasks
    inner join reports
        on
            tasks.municipality = reports.municipality
            and tasks.plan_id = reports.plan_id
            and tasks.task_nr = reports.task_nr
            and tasks.results_year >= reports.results_year

),

together as (

    select
        municipality,
        plan_id,
        results_year,
        task_nr,
        end_date,
        max(reported_at) as reported_at,
        max(said_in) as said_in,
        count(*) as reporters,
        count(case when task_state = 'stopped' then 1 end) as stopped,
        count(case when task_state in ('done', 'stopped') then 1 end) as finished,
        count(case when task_state in ('not_started', 'postponed', 'stopped') then 1 end) as not_begun,
        {{ different_texts('note') }} as note
    from words
    where rank_nr = 1
    group by municipality, plan_id, results_year, task_nr, end_date

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        task_nr,
        reported_at,
        note,
        case
            when stopped = reporters then 'stopped'
            when finished = reporters then 'done'
            when end_date < reported_at then 'overdue'
            when not_begun = reporters then 'not_started'
            else 'running'
        end as task_status
    from together
    where said_in = results_year or finished = reporters

)

select * from final
