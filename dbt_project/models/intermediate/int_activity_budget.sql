-- What each activity cost in a results year and the one before, by source, what is asked for it for the next year, and
-- what one event of it costs. A line that does not say how much it cost is in no unit cost; a line of several events is
-- as many. Of fewer events than `priced_events_min` a unit cost would be chance.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

spending as (

    select
        municipality,
        activity_key,
        results_year,
        cast(sum(eur_municipality) as decimal(12, 2)) as eur_municipality,
        cast(sum(eur_state) as decimal(12, 2)) as eur_state,
        cast(sum(eur_projects) as decimal(12, 2)) as eur_projects,
        cast(sum(eur_other) as decimal(12, 2)) as eur_other,
        cast(sum(eur) as decimal(12, 2)) as eur,
        cast(
            coalesce(
                sum(
                    case
                        when eur is null then 0
                        when quantity_unit = 'events' then coalesce(quantity, 1)
                        else 1
                    end
                ),
                0
            ) as double
        ) as priced_events
    from {{ ref('int_log_lines') }}
    group by municipality, activity_key, results_year

),

asked as (

    select
        proposals.municipality,
        asked_activities.activity_key,
        proposals.results_year,
        cast(sum(proposals.next_year_eur) as decimal(12, 2)) as next_year_eur,
        {{ different_texts('proposals.funding_source') }} as next_year_sources
    from {{ ref('int_plan_change_proposals') }} as proposals
    inner join activities as asked_activities
        on
            proposals.municipality = asked_activities.municipality
            and proposals.plan_id = asked_activities.plan_id
            and proposals.activity_nr = asked_activities.activity_nr
    where proposals.next_year_eur is not null
    group by proposals.municipality, asked_activities.activity_key, proposals.results_year

),

joined as (

    select
        activities.municipality,
        activities.plan_id,
        results_years.results_year,
        activities.activity_nr,
        former.eur_municipality as former_eur_municipality,
        former.eur_state as former_eur_state,
        former.eur_projects as former_eur_projects,
        former.eur_other as former_eur_other,
        former.eur as former_eur,
        current_year.eur_municipality,
        current_year.eur_state,
        current_year.eur_projects,
        current_year.eur_other,
        current_year.eur,
        asked.next_year_eur,
        asked.next_year_sources,
        coalesce(former.priced_events, 0) + coalesce(current_year.priced_events, 0) as priced_events,
        coalesce(former.eur, 0) + coalesce(current_year.eur, 0) as eur_of_both
    from results_years
    inner join activities
        on
            results_years.municipality = activities.municipality
            and results_years.plan_id = activities.plan_id
    left join spending as former
        on
            activities.municipality = former.municipality
            and activities.activity_key = former.activity_key
            and results_years.results_year - 1 = former.results_year
    left join spending as current_year
        on
            activities.municipality = current_year.municipality
            and activities.activity_key = current_year.activity_key
            and results_years.results_year = current_year.results_year
    left join asked
        on
            activities.municipality = asked.municipality
            and activities.activity_key = asked.activity_key
            and results_years.results_year = asked.results_year

),

priced_events_min as (

    select value from {{ ref('plausibility_bounds') }}
    where bound = 'priced_events_min'

),

final as (

    select
        joined.*,
        case
            when joined.priced_events >= priced_events_min.value
                then cast(joined.eur_of_both / joined.priced_events as decimal(12, 2))
        end as unit_cost_eur,
        case
            when joined.priced_events = 0 then 'no_price'
            when joined.priced_events < priced_events_min.value then 'few_events'
        end as unit_cost_missing
    from joined
    cross join priced_events_min

)

select * from final
