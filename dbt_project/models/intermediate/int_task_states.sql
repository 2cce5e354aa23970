-- What the dates of each task say in a results year.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

tasks as (

    select * from {{ ref('stg_plans__tasks') }}

),

final as (

    select
        tasks.municipality,
        tasks.plan_id,
        results_years.results_year,
        tasks.task_nr,
        tasks.row_position as task_order,
        tasks.activity_nr,
        tasks.task_name,
        tasks.deadline_text,
        tasks.start_date,
        tasks.end_date,
        case
            when tasks.start_date > {{ last_day_of_year('results_years.results_year') }} then 'before_start'
            when tasks.end_date < {{ first_day('results_years.results_year', 1) }} then 'ended'
            else 'running'
        end as planned_state,
        tasks.executor,
        tasks.supervisor
    from results_years
    inner join tasks
        on
            results_years.municipality = tasks.municipality
            and results_years.plan_id = tasks.plan_id

)

select * from final
