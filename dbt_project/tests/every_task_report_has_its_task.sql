-- What is said of a task that the plan reported on does not have would stand nowhere; in a plan without tasks its
-- activities are reported on.
with reports as (

    select * from {{ ref('int_task_reports') }}

),

tasks as (

    select * from {{ ref('stg_plans__tasks') }}

),

activities as (

    select * from {{ ref('int_activities') }}

)

select reports.*
from reports
left join tasks
    on
        reports.municipality = tasks.municipality
        and reports.plan_id = tasks.plan_id
        and reports.task_nr = tasks.task_nr
left join activities
    on
        reports.municipality = activities.municipality
        and reports.plan_id = activities.plan_id
        and reports.task_nr = activities.activity_nr
        and activities.plan_id not in (select named.plan_id from tasks as named)
where tasks.task_nr is null and activities.activity_nr is null
