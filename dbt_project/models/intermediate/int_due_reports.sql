-- What was due: the forms each expected reporter owes, in every collection that has begun to arrive in its
-- municipality, where the form asks the reporter anything then.
with collections as (

    select * from {{ ref('int_collections') }}

),

form_collections as (

    select * from {{ ref('stg_forms__form_collections') }}

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}
    where is_expected

),

task_reporters as (

    select distinct
        municipality,
        plan_id,
        reporter_id
    from {{ ref('int_task_reporters') }}

),

final as (

    select distinct
        collections.municipality,
        collections.collection,
        form_collections.form,
        reporters.reporter_id,
        collections.due_on
    from collections
    inner join form_collections on collections.collection_kind = form_collections.collection_kind
    inner join reporters
        on
            collections.municipality = reporters.municipality
            and {{ is_listed('form_collections.form', 'reporters.forms') }}
            and (
                form_collections.only_reporters is null
                or {{ is_listed('reporters.reporter_kind', 'form_collections.only_reporters') }}
            )
            and collections.asked_on between
            coalesce(reporters.valid_from, collections.asked_on) and coalesce(reporters.valid_to, collections.asked_on)
    left join task_reporters
        on
            collections.municipality = task_reporters.municipality
            and collections.plan_id = task_reporters.plan_id
            and reporters.reporter_id = task_reporters.reporter_id
    where not form_collections.is_by_task or task_reporters.reporter_id is not null

)

select * from final
