-- What was done for an activity in a calendar year: each event in the year of its first day. A line that says only what
-- was spent, or only how many came, says nothing of the cost of a participation.
with log_lines as (

    select * from {{ ref('int_log_lines') }}

),

final as (

    select
        municipality,
        activity_key,
        results_year,
        cast(count(*) as int) as log_entries,
        cast(sum(participants) as int) as participants,
        cast(sum(eur) as decimal(12, 2)) as invested_funding_eur,
        cast(sum(eur_municipality) as decimal(12, 2)) as eur_municipality,
        cast(sum(eur_state) as decimal(12, 2)) as eur_state,
        cast(sum(eur_projects) as decimal(12, 2)) as eur_projects,
        cast(sum(eur_other) as decimal(12, 2)) as eur_other,
        cast(
            cast(sum(case when participants is not null then eur end) as double)
            / nullif(sum(case when eur is not null then participants end), 0) as decimal(12, 2)
        ) as cost_per_participant_eur
    from log_lines
    group by municipality, activity_key, results_year

)

select * from final
