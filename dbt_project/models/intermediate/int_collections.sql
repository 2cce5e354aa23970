-- Collections that have begun to arrive in a municipality, with the day they are due and the plan they report on: the
-- version in force on that day. Without a calendar of its own the last day that a collection tells of stands in.
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
        municipality,
        collection,
        {{ collection_kind('collection') }} as collection_kind
    from submissions
    where state in ('accepted', 'accepted_partly', 'rejected') and collection is not null

),

dated as (

    select
        begun.municipality,
        begun.collection,
        begun.collection_kind,
        case
            when calendars.due_on is not null
                then cast(concat(substring(begun.collection, 6, 4), '-', calendars.due_on) as date)
        end as due_on
    from begun
    left join calendars
        on
            begun.municipality = calendars.municipality
            and begun.collection_kind = calendars.collection_kind

),

final as (

    select
        dated.municipality,
        dated.collection,
        dated.collection_kind,
        dated.due_on,
        {{ collection_year('dated.collection') }} as results_year,
        coalesce(dated.due_on, {{ collection_end('dated.collection') }}) as asked_on,
        versions.plan_id
    from dated
    left join versions
        on
            dated.municipality = versions.municipality
            and coalesce(dated.due_on, {{ collection_end('dated.collection') }})
            between versions.valid_from and versions.in_force_to

)

select * from final
