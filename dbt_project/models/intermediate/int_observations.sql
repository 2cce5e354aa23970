-- The period of a figure as the first and the last period it covers: a span as printed (2019/2020–2021/2022) has two,
-- a year is both, `undated` none.
with observations as (

    select * from {{ ref('stg_plans__observations') }}

),

final as (

    select
        municipality,
        plan_id,
        observation_nr,
        measure,
        scope,
        breakdown,
        period,
        value,
        unit,
        place,
        quote,
        is_publishable,
        differs,
        case
            when period = 'undated' then null
            when position('–' in period) > 0 then substring(period, 1, position('–' in period) - 1)
            else period
        end as period_from,
        case
            when period = 'undated' then null
            when position('–' in period) > 0
                then substring(period, position('–' in period) + 1, length(period) - position('–' in period))
            else period
        end as period_to
    from observations

)

select * from final
