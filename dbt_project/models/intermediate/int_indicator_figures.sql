-- What each source says about an indicator row and period, one row a source: a numerator and a denominator, or a value
-- alone. The plans' printed baselines are the first points of the series; where a situation chapter prints a figure of
-- the same period, the baseline is the plan's word on its own indicator. A measure of the catalogue that the plan
-- prints figures of, but has no indicator for, stands without a number. After them come what reporters and the board
-- submitted, and the surveys.
with indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

printed_figures as (

    select * from {{ ref('int_printed_indicator_figures') }}

),

catalogue as (

    select * from {{ ref('indicator_catalogue') }}

),

submitted_figures as (

    select * from {{ ref('int_submitted_indicator_figures') }}

),

survey_figures as (

    select * from {{ ref('int_survey_indicator_figures') }}

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
        cast(null as int) as reporters_counted,
        place as source_place,
        cast(null as string) as definition_differs,
        true as is_publishable
    from indicators
    where baseline_value is not null and baseline_period is not null

),

printed_history as (

    select
        printed_figures.municipality,
        printed_figures.plan_id,
        printed_figures.indicator_key,
        indicators.indicator_nr,
        printed_figures.breakdown,
        catalogue.unit,
        printed_figures.period,
        'observation' as value_source,
        printed_figures.numerator,
        printed_figures.denominator,
        printed_figures.stated_value,
        cast(null as int) as reporters_expected,
        cast(null as int) as reporters_counted,
        printed_figures.source_place,
        printed_figures.definition_differs,
        printed_figures.is_publishable
    from printed_figures
    inner join catalogue on printed_figures.indicator_key = catalogue.indicator_key
    left join indicators
        on
            printed_figures.municipality = indicators.municipality
            and printed_figures.plan_id = indicators.plan_id
            and printed_figures.indicator_key = indicators.indicator_key
            and printed_figures.breakdown = indicators.breakdown
    where indicators.baseline_value is null or printed_figures.period <> coalesce(indicators.baseline_period, '')

),

submitted as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        period,
        value_source,
        numerator,
        denominator,
        cast(null as double) as stated_value,
        reporters_expected,
        reporters_counted,
        cast(null as string) as source_place,
        cast(null as string) as definition_differs,
        true as is_publishable
    from submitted_figures

),

surveys as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        period,
        'survey' as value_source,
        numerator,
        denominator,
        cast(null as double) as stated_value,
        cast(null as int) as reporters_expected,
        reporters_counted,
        cast(null as string) as source_place,
        cast(null as string) as definition_differs,
        true as is_publishable
    from survey_figures

),

final as (

    select * from printed_baselines
    union all
    select * from printed_history
    union all
    select * from submitted
    union all
    select * from surveys

)

select * from final
