-- By how much something fell since the first year that anybody reported, over those who reported both then and in the
-- results year. The first year itself tells no fall.
with windows as (

    select * from {{ ref('int_target_windows') }}
    where calculation = 'reduction'

),

entries as (

    select * from {{ ref('int_target_entries') }}

),

by_reporter as (

    select
        entries.municipality,
        entries.plan_id,
        entries.results_year,
        entries.activity_nr,
        entries.target_nr,
        entries.reporter_id,
        entries.year,
        sum(entries.figure) as figure,
        min(entries.year) over (
            partition by
                entries.municipality, entries.plan_id, entries.results_year, entries.activity_nr, entries.target_nr
        ) as first_reported
    from windows
    inner join entries
        on
            windows.municipality = entries.municipality
            and windows.plan_id = entries.plan_id
            and windows.results_year = entries.results_year
            and windows.activity_nr = entries.activity_nr
            and windows.target_nr = entries.target_nr
    group by
        entries.municipality, entries.plan_id, entries.results_year, entries.activity_nr, entries.target_nr,
        entries.reporter_id, entries.year

),

final as (

    select
        former.municipality,
        former.plan_id,
        former.results_year,
        former.activity_nr,
        former.target_nr,
        round(sum(former.figure - latter.figure), 6) as fall,
        round(sum(former.figure), 6) as former_figure
    from by_reporter as former
    inner join by_reporter as latter
        on
            former.municipality = latter.municipality
            and former.plan_id = latter.plan_id
            and former.results_year = latter.results_year
            and former.activity_nr = latter.activity_nr
            and former.target_nr = latter.target_nr
            and former.reporter_id = latter.reporter_id
    where
        former.year = former.first_reported
        and latter.year = latter.results_year
        and latter.year > former.year
    group by former.municipality, former.plan_id, former.results_year, former.activity_nr, former.target_nr

)

select * from final
