-- What was due: the forms each expected reporter owes, in every collection that has begun to arrive, where the form
-- asks the reporter anything then; and whether a submission of it counts.
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

answered as (

    select
        municipality,
        collection,
        form,
        reporter_id
    from {{ ref('int_submissions') }}
    where is_current

),

final as (

    select distinct
        collections.municipality,
        collections.collection,
        form_collections.form,
        reporters.reporter_id,
        reporters.reporter_kind,
        collections.due_on,
        collections.results_year,
        answered.reporter_id is not null as is_answered
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
            and {{ is_valid_on('collections.asked_on', 'reporters') }}
    left join task_reporters
        on
            collections.municipality = task_reporters.municipality
            and collections.plan_id = task_reporters.plan_id
            and reporters.reporter_id = task_reporters.reporter_id
    left join answered
        on
            collections.municipality = answered.municipality
            and collections.collection = answered.collection
            and form_collections.form = answered.form
            and reporters.reporter_id = answered.reporter_id
    where not form_collections.is_by_task or task_reporters.reporter_id is not null

)

select * from final
