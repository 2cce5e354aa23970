-- The figures of each municipality from its reporters, and what its board says. Only what counts is added up; how many
-- reporters that is of how many expected ones stands beside it. The board is a source of its own and one of one.
with reporter_figures as (

    select * from {{ ref('int_reporter_figures') }}

),

reporters as (

    select * from {{ ref('int_indicator_reporters') }}

),

periods as (

    select distinct
        municipality,
        plan_id,
        indicator_nr,
        breakdown,
        form,
        period,
        period_end
    from reporter_figures

),

expected as (

    select
        periods.municipality,
        periods.plan_id,
        periods.indicator_nr,
        periods.breakdown,
        periods.form,
        periods.period,
        cast(count(*) as int) as reporters_expected
    from periods
    inner join reporters
        on
            periods.municipality = reporters.municipality
            and periods.plan_id = reporters.plan_id
            and periods.indicator_nr = reporters.indicator_nr
            and periods.breakdown = reporters.breakdown
            and periods.form = reporters.form
            and {{ is_valid_on('periods.period_end', 'reporters') }}
    group by
        periods.municipality, periods.plan_id, periods.indicator_nr, periods.breakdown, periods.form, periods.period

),

totals as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        form,
        period,
        cast(count(case when is_counted then 1 end) as int) as reporters_counted,
        sum(case when is_counted then numerator end) as numerator,
        case
            when bool_or(is_counted) then sum(case when is_counted then denominator end) else sum(denominator)
        end as denominator
    from reporter_figures
    group by municipality, plan_id, indicator_key, indicator_nr, breakdown, unit, form, period

),

final as (

    select
        totals.municipality,
        totals.plan_id,
        totals.indicator_key,
        totals.indicator_nr,
        totals.breakdown,
        totals.unit,
        totals.period,
        totals.numerator,
        case when totals.unit = 'pct' then totals.denominator end as denominator,
        case when totals.form = 'board_values' then 'board' else 'submission' end as value_source,
        case when totals.form <> 'board_values' then expected.reporters_expected end as reporters_expected,
        case when totals.form <> 'board_values' then totals.reporters_counted end as reporters_counted
    from totals
    inner join expected
        on
            totals.municipality = expected.municipality
            and totals.plan_id = expected.plan_id
            and totals.indicator_nr = expected.indicator_nr
            and totals.breakdown = expected.breakdown
            and totals.form = expected.form
            and totals.period = expected.period

)

select * from final
