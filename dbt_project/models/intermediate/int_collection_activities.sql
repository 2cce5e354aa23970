-- Which activity a number means in a collection: that of the plan which the collection reports on. The key joins it to
-- the plan of any other year.
with collections as (

    select * from {{ ref('int_collections') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

final as (

    select
        collections.municipality,
        collections.collection,
        activities.activity_nr,
        activities.activity_key,
        activities.activity_order,
        activities.activity_name
    from collections
    inner join activities
        on
            collections.municipality = activities.municipality
            and collections.plan_id = activities.plan_id

)

select * from final
