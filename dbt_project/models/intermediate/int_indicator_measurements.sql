-- The values that tell progress: those of the baseline's year and later, without the baseline itself (the printed
-- figure, or the value it was determined from), which is where the line starts. A value under another definition
-- tells none.
with baselines as (

    select * from {{ ref('int_indicator_baselines') }}

),

indicator_values as (

    select
        municipality,
        plan_id,
        indicator_nr,
        breakdown,
        period,
        {{ period_year('period') }} as value_year,
        value,
        value_source,
        is_publishable
    from {{ ref('int_indicator_values') }}
    where value is not null and definition_differs is null

),

final as (

    select
        indicator_values.municipality,
        indicator_values.plan_id,
        indicator_values.indicator_nr,
        indicator_values.breakdown,
        indicator_values.period,
        indicator_values.value_year,
        indicator_values.value,
        indicator_values.is_publishable
    from indicator_values
    inner join baselines
        on
            indicator_values.municipality = baselines.municipality
            and indicator_values.plan_id = baselines.plan_id
            and indicator_values.indicator_nr = baselines.indicator_nr
            and indicator_values.breakdown = baselines.breakdown
    where
        indicator_values.value_year >= coalesce(baselines.baseline_year, indicator_values.value_year)
        and indicator_values.period <> coalesce(baselines.determined_in, '')
        and not (
            indicator_values.value_source = 'observation'
            and indicator_values.period = coalesce(baselines.baseline_period, '')
        )

)

select * from final
