-- The last proposal of each reporter for each task in a results year. Who only names money for the next year has a row
-- without a kind. The activity is that of the task, or the one reported on where the plan has no tasks.
with reports as (

    select
        *,
        row_number() over (
            partition by municipality, plan_id, results_year, reporter_id, task_nr
            order by collection desc
        ) as rank_nr
    from {{ ref('int_task_reports') }}
    where proposal is not null or next_year_eur is not null

),

tasks as (

    select * from {{ ref('stg_plans__tasks') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

final as (

    select
        reports.municipality,
        reports.plan_id,
        reports.results_year,
        tasks.task_nr,
        reports.reporter_id,
        reports.proposal as kind,
        reports.proposal_text as text,
        reports.next_year_eur,
        reports.next_year_source as funding_source,
        cast(
            row_number() over (
                partition by reports.municipality, reports.plan_id, reports.results_year
                order by reports.task_nr, reports.reporter_id
            ) as int
        ) as proposal_nr,
        concat(reports.reporter_id, '/', reports.task_nr) as proposal_key,
        coalesce(tasks.activity_nr, activities.activity_nr) as activity_nr
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
            and tasks.task_nr is null
    where reports.rank_nr = 1

)

select * from final
