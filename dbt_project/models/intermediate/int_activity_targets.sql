-- Targets of every reading; those of the planned result that counts are marked.
with targets as (

    select * from {{ ref('stg_plans__activity_targets') }}

),

texts as (

    select * from {{ ref('int_activity_texts') }}
    where field = 'planned_result'

),

final as (

    select
        targets.municipality,
        targets.plan_id,
        targets.activity_nr,
        targets.target_nr,
        targets.measure,
        targets.audience,
        targets.low,
        targets.high,
        targets.per,
        targets.each,
        targets.target_text,
        targets.place,
        coalesce(targets.place = texts.place, false) as is_planned_result
    from targets
    left join texts
        on
            targets.municipality = texts.municipality
            and targets.plan_id = texts.plan_id
            and targets.activity_nr = texts.activity_nr

)

select * from final
