-- Every text about an activity with its place: the activity and results tables' own, and what the task and resource
-- tables say about it. What one place says twice in two ways counts once: from the first source and its first row.
with readings as (

    select
        municipality,
        plan_id,
        activity_nr,
        place,
        field,
        text,
        1 as source_order,
        row_position
    from {{ ref('stg_plans__activity_readings') }}

),

tasks as (

    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'activity_name' as field,
        activity_name as text,
        2 as source_order,
        row_position
    from {{ ref('stg_plans__tasks') }}

),

resources as (

    select * from {{ ref('stg_plans__resources') }}

),

resource_texts as (

    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'activity_name' as field,
        activity_name as text,
        3 as source_order,
        row_position
    from resources
    union all
    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'planned_result' as field,
        planned_result as text,
        3 as source_order,
        row_position
    from resources
    union all
    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'resources' as field,
        resources_text as text,
        3 as source_order,
        row_position
    from resources
    union all
    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'funding_source' as field,
        funding_source as text,
        3 as source_order,
        row_position
    from resources
    union all
    select
        municipality,
        plan_id,
        activity_nr,
        place,
        'responsible' as field,
        responsible as text,
        3 as source_order,
        row_position
    from resources

),

unioned as (

    select * from readings
    union all
    select * from tasks
    union all
    select * from resource_texts

),

ranked as (

    select
        *,
        row_number() over (
            partition by municipality, plan_id, activity_nr, place, field
            order by source_order, row_position
        ) as rank_nr
    from unioned
    where activity_nr is not null and text is not null

),

final as (

    select
        municipality,
        plan_id,
        activity_nr,
        place,
        field,
        text
    from ranked
    where rank_nr = 1

)

select * from final
