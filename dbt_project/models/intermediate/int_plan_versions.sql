-- A version is in force from valid_from to the day before the version that replaces it begins, to its own valid_to or
-- to the end of the plan period, whichever comes first.
with plans as (

    select * from {{ ref('stg_plans__plans') }}

),

successors as (

    select
        municipality,
        replaces as plan_id,
        min(valid_from) as successor_from
    from plans
    where replaces is not null
    group by municipality, replaces

),

final as (

    select
        plans.*,
        least(
            plans.period_end,
            coalesce(plans.valid_to, plans.period_end),
            coalesce({{ days_before('successors.successor_from', 1) }}, plans.period_end)
        ) as in_force_to
    from plans
    left join successors
        on
            plans.municipality = successors.municipality
            and plans.plan_id = successors.plan_id

)

select * from final
