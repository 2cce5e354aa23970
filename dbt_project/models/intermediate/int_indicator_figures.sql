-- What each source says about an indicator row and period, one row a source: a numerator and a denominator, or a value
-- alone. The plans' printed baselines are the first points of the series.
with indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

printed_baselines as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        baseline_period as period,
        'observation' as value_source,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        baseline_value as stated_value,
        cast(null as int) as reporters_expected,
        cast(null as int) as reporters_counted
    from indicators
    where baseline_value is not null and baseline_period is not null

)

select * from printed_baselines
