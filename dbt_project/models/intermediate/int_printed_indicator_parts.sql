-- Which observations of the situation chapters are part of a figure of the indicator catalogue: those that
-- indicator_figures.csv of the plan names, in their period. A figure that spans several periods is no point of a
-- series. Where a plan prints the same figure in several places, it is one figure of the sum; all its places and marks
-- stay.
with sources as (

    select
        municipality,
        plan_id,
        indicator_key,
        breakdown,
        part,
        measure,
        scope,
        printed_breakdown,
        differs,
        row_number() over (
            partition by municipality, plan_id, indicator_key, breakdown, part
            order by measure, scope, printed_breakdown
        ) as source_nr,
        count(*) over (partition by municipality, plan_id, indicator_key, breakdown, part) as source_count
    from {{ ref('stg_plans__indicator_figures') }}

),

observations as (

    select
        *,
        case when scope in ('municipality', 'country') then scope else 'institutions' end as scope_kind
    from {{ ref('int_observations') }}
    where period_from = period_to

),

final as (

    select
        observations.municipality,
        observations.plan_id,
        sources.indicator_key,
        sources.breakdown,
        observations.period,
        sources.part,
        sources.source_nr,
        sources.source_count,
        observations.scope,
        observations.observation_nr,
        observations.value,
        observations.place,
        observations.differs,
        sources.differs as use_differs,
        observations.is_publishable,
        row_number() over (
            partition by
                observations.municipality, observations.plan_id, sources.indicator_key, sources.breakdown,
                observations.period, sources.part, sources.source_nr, observations.scope, observations.value
            order by observations.observation_nr
        ) > 1 as is_repeated
    from observations
    inner join sources
        on
            observations.municipality = sources.municipality
            and observations.plan_id = sources.plan_id
            and observations.measure = sources.measure
            and observations.scope_kind = sources.scope
            and observations.breakdown = sources.printed_breakdown

)

select * from final
