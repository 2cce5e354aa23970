-- What is said of each task up to the end of a results year, by the last word of each reporter expected to: done when
-- all say so, stopped when all do, so that one who is silent keeps the task open; overdue when somebody is not done
-- after the printed end, not started when nobody has begun; else running. Where nobody spoke in the year itself, only
-- done and stopped still stand.
with tasks as (

    select * from {{ ref('int_task_states') }}

),

task_reporters as (

    select * from {{ ref('int_task_reporters') }}

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}
    where is_expected and {{ is_listed("'task_report'", 'forms') }}

),

reports as (

    select * from {{ ref('int_task_reports') }}
    where task_state is not null

),

expected as (

    select
        tasks.municipality,
        tasks.plan_id,
        tasks.results_year,
        tasks.task_nr,
        tasks.end_date,
        task_reporters.reporter_id
    from tasks
    inner join task_reporters
        on
            tasks.municipality = task_reporters.municipality
            and tasks.plan_id = task_reporters.plan_id
            and tasks.task_nr = task_reporters.task_nr
    inner join reporters
        on
            task_reporters.municipality = reporters.municipality
            and task_reporters.reporter_id = reporters.reporter_id
    where
        coalesce(reporters.valid_from <= {{ last_day_of_year('tasks.results_year') }}, true)
        and coalesce(reporters.valid_to >= {{ first_day('tasks.results_year', 1) }}, true)

),

words as (

    select
        expected.*,
        reports.results_year as said_in,
        reports.reported_at,
        reports.task_state,
        reports.note,
        row_number() over (
            partition by
                expected.municipality, expected.plan_id, expected.results_year, expected.task_nr, expected.reporter_id
            order by reports.collection desc
        ) as rank_nr
    from expected
    left join reports
        on
            expected.municipality = reports.municipality
            and expected.plan_id = reports.plan_id
            and expected.task_nr = reports.task_nr
            and expected.reporter_id = reports.reporter_id
            and expected.results_year >= reports.results_year

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
        cast(count(*) as int) as reporters_expected,
        cast(count(task_state) as int) as reporters_counted,
        count(case when task_state = 'stopped' then 1 end) as stopped,
        count(case when task_state in ('done', 'stopped') then 1 end) as finished,
        count(case when task_state in ('not_started', 'postponed', 'stopped') then 1 end) as not_begun,
        {{ different_texts('note') }} as note
    from words
    where rank_nr = 1
    group by municipality, plan_id, results_year, task_nr, end_date

),

standing as (

    select
        *,
        coalesce(said_in = results_year, false) or finished = reporters_expected as is_known
    from together

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        task_nr,
        reporters_expected,
        case when is_known then reporters_counted else 0 end as reporters_counted,
        case when is_known then reported_at end as reported_at,
        case when is_known then note end as note,
        case
            when not is_known then 'unknown'
            when stopped = reporters_expected then 'stopped'
            when finished = reporters_expected then 'done'
            when end_date < reported_at and finished < reporters_counted then 'overdue'
            when not_begun = reporters_counted and stopped < reporters_counted then 'not_started'
            else 'running'
        end as task_status
    from standing

)

select * from final
