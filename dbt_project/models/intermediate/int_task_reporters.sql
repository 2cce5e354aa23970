-- Who reports on a task: those who carry it out, or, where the plan names none of them, those who answer for it. A plan
-- without tasks has its activities reported on. ingest.forms.orders hands the forms out by the same rule.
with named as (

    select * from {{ ref('stg_plans__named_reporters') }}

),

plans_with_tasks as (

    select distinct
        municipality,
        plan_id
    from {{ ref('stg_plans__tasks') }}

),

roles as (

    select
        named.municipality,
        named.plan_id,
        named.subject_nr as task_nr,
        named.reporter_id,
        named.field in ('executor', 'responsible') as carries_out,
        bool_or(named.field in ('executor', 'responsible')) over (
            partition by named.municipality, named.plan_id, named.subject_nr
        ) as is_carried_out
    from named
    left join plans_with_tasks
        on
            named.municipality = plans_with_tasks.municipality
            and named.plan_id = plans_with_tasks.plan_id
    where (named.subject = 'task') = (plans_with_tasks.plan_id is not null)

),

final as (

    select distinct
        municipality,
        plan_id,
        task_nr,
        reporter_id
    from roles
    where carries_out = is_carried_out

)

select * from final
