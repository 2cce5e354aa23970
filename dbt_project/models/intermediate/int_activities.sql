-- Every activity with its texts that count, each in its own column.
with activities as (

    select * from {{ ref('stg_plans__activities') }}

),

texts as (

    select * from {{ ref('int_activity_texts') }}

),

chosen_texts as (

    select
        municipality,
        plan_id,
        activity_nr,
        max(case when field = 'activity_name' then text end) as activity_name,
        max(case when field = 'planned_result' then text end) as planned_result,
        max(case when field = 'planned_result' then place end) as planned_result_place,
        max(case when field = 'responsible' then text end) as responsible,
        max(case when field = 'involved' then text end) as involved,
        max(case when field = 'planned_funding' then text end) as planned_funding_text
    from texts
    group by municipality, plan_id, activity_nr

),

final as (

    select
        activities.municipality,
        activities.plan_id,
        activities.activity_key,
        activities.activity_nr,
        activities.row_position as activity_order,
        activities.goal_nr,
        activities.prevention_level,
        chosen_texts.activity_name,
        chosen_texts.planned_result,
        chosen_texts.planned_result_place,
        chosen_texts.responsible,
        chosen_texts.involved,
        activities.years,
        chosen_texts.planned_funding_text
    from activities
    left join chosen_texts
        on
            activities.municipality = chosen_texts.municipality
            and activities.plan_id = chosen_texts.plan_id
            and activities.activity_nr = chosen_texts.activity_nr

)

select * from final
