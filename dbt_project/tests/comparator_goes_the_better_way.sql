-- Fails on targets that ask for more where less is better, or the other way round: progress would be judged upside
-- down. When it fails: look at the printed text; either the direction or the comparator was read wrongly.
select
    targets.municipality,
    targets.plan_id,
    targets.indicator_nr,
    targets.breakdown,
    targets.target_year,
    targets.comparator,
    indicators.better_direction
from {{ ref('dim_indicator_target') }} as targets
inner join {{ ref('dim_indicator') }} as indicators
    on
        targets.municipality = indicators.municipality
        and targets.plan_id = indicators.plan_id
        and targets.indicator_nr = indicators.indicator_nr
        and targets.breakdown = indicators.breakdown
where (indicators.better_direction = 'higher') <> (targets.comparator in ('gte', 'gt'))
