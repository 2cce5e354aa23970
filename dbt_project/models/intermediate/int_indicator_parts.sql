-- Which stages and study forms an indicator row takes in. Where a plan gives the same indicator a row of its own for
-- extramural and distance learning, its row of a stage means full time.
with indicators as (

    select
        *,
        bool_or(breakdown = 'extramural_distance') over (
            partition by municipality, plan_id, indicator_nr
        ) as has_other_forms_beside
    from {{ ref('stg_plans__indicators') }}

),

breakdowns as (

    select * from {{ ref('indicator_breakdowns') }}

),

final as (

    select
        indicators.municipality,
        indicators.plan_id,
        indicators.indicator_key,
        indicators.indicator_nr,
        indicators.breakdown,
        indicators.unit,
        breakdowns.stage_form,
        breakdowns.education_stage
    from indicators
    inner join breakdowns on indicators.breakdown = breakdowns.breakdown
    where breakdowns.counts_beside_other_forms or not indicators.has_other_forms_beside

)

select * from final
