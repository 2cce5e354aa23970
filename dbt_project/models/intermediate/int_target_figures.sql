-- The figure of each target in a results year as it is calculated. Counts are added over the years; a share is that of
-- the best of them, since the same people come every year. What nobody reported stays empty, above as below the line.
with windows as (

    select * from {{ ref('int_target_windows') }}

),

years as (

    select
        *,
        round(100.0 * numerator / nullif(denominator, 0), 6) as share
    from {{ ref('int_target_years') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by municipality, plan_id, results_year, activity_nr, target_nr
            order by case when share is null then 1 else 0 end asc, share desc, year desc
        ) as rank_nr
    from years

),

totals as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        round(sum(numerator), 6) as numerator,
        round(sum(denominator), 6) as denominator,
        max(case when rank_nr = 1 then numerator end) as share_numerator,
        max(case when rank_nr = 1 then denominator end) as share_denominator,
        max(case when rank_nr = 1 and share is not null then year end) as best_year
    from ranked
    group by municipality, plan_id, results_year, activity_nr, target_nr

),

entries as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        cast(count(distinct reporter_id) as double) as reporters,
        cast(count(distinct concat_ws('·', submission_id, sheet, cast(row as string))) as int) as entries
    from {{ ref('int_target_entries') }}
    where role = 'numerator'
    group by municipality, plan_id, results_year, activity_nr, target_nr

),

institutions as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        cast(count(*) as double) as institutions,
        case
            when count(figure) > 0 then cast(count(case when is_reached then 1 end) as double)
        end as institutions_reached
    from {{ ref('int_target_institutions') }}
    group by municipality, plan_id, results_year, activity_nr, target_nr

),

reductions as (

    select * from {{ ref('int_target_reductions') }}

),

figures as (

    select
        windows.*,
        case windows.calculation
            when 'share' then totals.share_numerator
            when 'reduction' then reductions.fall
            when 'institutions' then institutions.institutions_reached
            when 'reporters' then entries.reporters
            when 'words' then null
            else totals.numerator
        end as numerator,
        case
            when windows.calculation = 'share' then totals.share_denominator
            when windows.calculation = 'reduction' then reductions.former_figure
            when windows.calculation = 'institutions' then institutions.institutions
            when windows.calculation = 'mean' then totals.denominator * windows.parts
            when windows.parts > 1 then cast(windows.parts as double)
        end as denominator,
        case when windows.calculation = 'share' then totals.best_year end as best_year,
        coalesce(entries.entries, 0) as entries
    from windows
    left join totals
        on
            windows.municipality = totals.municipality
            and windows.plan_id = totals.plan_id
            and windows.results_year = totals.results_year
            and windows.activity_nr = totals.activity_nr
            and windows.target_nr = totals.target_nr
    left join entries
        on
            windows.municipality = entries.municipality
            and windows.plan_id = entries.plan_id
            and windows.results_year = entries.results_year
            and windows.activity_nr = entries.activity_nr
            and windows.target_nr = entries.target_nr
    left join institutions
        on
            windows.municipality = institutions.municipality
            and windows.plan_id = institutions.plan_id
            and windows.results_year = institutions.results_year
            and windows.activity_nr = institutions.activity_nr
            and windows.target_nr = institutions.target_nr
    left join reductions
        on
            windows.municipality = reductions.municipality
            and windows.plan_id = reductions.plan_id
            and windows.results_year = reductions.results_year
            and windows.activity_nr = reductions.activity_nr
            and windows.target_nr = reductions.target_nr

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        calculation,
        first_year,
        low,
        high,
        entries,
        numerator,
        denominator,
        best_year,
        case
            when calculation in ('share', 'reduction') then round(100.0 * numerator / nullif(denominator, 0), 6)
            when calculation = 'mean' or (parts > 1 and calculation <> 'institutions')
                then round(numerator / nullif(denominator, 0), 6)
            else numerator
        end as achieved_value
    from figures

)

select * from final
