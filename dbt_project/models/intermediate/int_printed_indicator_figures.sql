-- What the situation chapters say about a measure of the catalogue in one period: the sums of its numerator and its
-- denominator, or a stated share. Numerator and denominator meet in the same period or not at all, and a sum of which
-- the plan does not print every part is none. The marks of all observations in it, and of their use, stay with the
-- figure.
with printed as (

    select * from {{ ref('int_printed_indicator_parts') }}

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
    from printed
    where not is_repeated
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
    from printed
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
