-- What the situation chapters say about a measure of the catalogue in one period: sums of the observations that the
-- seed printed_indicator_sources names as numerator or denominator, or a stated share. Numerator and denominator meet
-- in the same period or not at all, and a sum of which the plan does not print every part is none. A figure that spans
-- several periods is no point of a series. The marks of all observations in it, and of their use, stay with the figure.
with sources as (

    select
        municipality,
        indicator_key,
        breakdown,
        part,
        measure,
        scope,
        printed_breakdown,
        differs,
        row_number() over (
            partition by municipality, indicator_key, breakdown, part
            order by measure, scope, printed_breakdown
        ) as source_nr,
        count(*) over (partition by municipality, indicator_key, breakdown, part) as source_count
    from {{ ref('printed_indicator_sources') }}

),

observations as (

    select
        *,
        case when scope in ('municipality', 'country') then scope else 'institutions' end as scope_kind
    from {{ ref('int_observations') }}
    where period_from = period_to

),

used as (

    select
        observations.municipality,
        observations.plan_id,
        sources.indicator_key,
        sources.breakdown,
        observations.period,
        sources.part,
        sources.source_nr,
        sources.source_count,
        sources.differs as use_differs,
        observations.differs,
        observations.value,
        observations.place,
        observations.is_publishable
    from observations
    inner join sources
        on
            observations.municipality = sources.municipality
            and observations.measure = sources.measure
            and observations.scope_kind = sources.scope
            and observations.breakdown = sources.printed_breakdown

),

parts as (

    select
        municipality,
        plan_id,
        indicator_key,
        breakdown,
        period,
        part,
        case when count(distinct source_nr) = max(source_count) then round(sum(value), 6) end as value
    from used
    group by municipality, plan_id, indicator_key, breakdown, period, part

),

fractions as (

    select
        municipality,
        plan_id,
        indicator_key,
        breakdown,
        period,
        max(case when part = 'numerator' then value end) as numerator,
        max(case when part = 'denominator' then value end) as denominator,
        max(case when part = 'stated' then value end) as stated_value
    from parts
    group by municipality, plan_id, indicator_key, breakdown, period
    having count(case when part <> 'denominator' then 1 end) > 0

),

marks as (

    select
        municipality,
        plan_id,
        indicator_key,
        breakdown,
        period,
        {{ different_texts('place') }} as source_place,
        nullif(concat_ws('; ', {{ different_texts('differs') }}, {{ different_texts('use_differs') }}), '')
            as definition_differs,
        bool_and(is_publishable) as is_publishable
    from used
    group by municipality, plan_id, indicator_key, breakdown, period

),

final as (

    select
        fractions.municipality,
        fractions.plan_id,
        fractions.indicator_key,
        fractions.breakdown,
        fractions.period,
        fractions.numerator,
        fractions.denominator,
        fractions.stated_value,
        marks.source_place,
        marks.definition_differs,
        marks.is_publishable
    from fractions
    inner join marks
        on
            fractions.municipality = marks.municipality
            and fractions.plan_id = marks.plan_id
            and fractions.indicator_key = marks.indicator_key
            and fractions.breakdown = marks.breakdown
            and fractions.period = marks.period

)

select * from final
