-- Collections that have begun to arrive, in every municipality that has a plan to report on: as soon as a file of
-- anyone came, silence of a whole municipality shows. The plan is the version in force on the last day that the
-- collection tells of, and where there was none yet, on the day it is due; ingest.forms.orders hands the forms out by
-- the same rule. Without a calendar of its own that last day stands in for the day it is due.
with submissions as (

    select * from {{ ref('int_submissions') }}

),

calendars as (

    select * from {{ ref('stg_plans__collections') }}

),

versions as (

    select * from {{ ref('int_plan_versions') }}

),

begun as (

    select distinct
        collection,
        {{ collection_kind('collection') }} as collection_kind,
        {{ collection_end('collection') }} as last_day
    from submissions
    where state in ('accepted', 'accepted_partly', 'rejected') and collection is not null

),

municipalities as (

    select distinct municipality from versions

),

dated as (

    select
        municipalities.municipality,
        begun.collection,
        begun.collection_kind,
        begun.last_day,
        case
            when calendars.due_on is not null
                then cast(concat(substring(begun.collection, 6, 4), '-', calendars.due_on) as date)
        end as due_on
    from begun
    cross join municipalities
    left join calendars
        on
            municipalities.municipality = calendars.municipality
            and begun.collection_kind = calendars.collection_kind

),

final as (

    select
        dated.municipality,
        dated.collection,
        dated.collection_kind,
        dated.due_on,
        {{ collection_year('dated.collection') }} as results_year,
        coalesce(dated.due_on, dated.last_day) as asked_on,
        coalesce(told_of.plan_id, due.plan_id) as plan_id
    from dated
    left join versions as told_of
        on
            dated.municipality = told_of.municipality
            and dated.last_day between told_of.valid_from and told_of.in_force_to
    left join versions as due
        on
            dated.municipality = due.municipality
            and dated.due_on between due.valid_from and due.in_force_to
    where coalesce(told_of.plan_id, due.plan_id) is not null

)

select * from final
