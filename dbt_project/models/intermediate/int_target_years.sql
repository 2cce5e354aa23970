-- What was reported for each target in each of the years it reaches over, added over reporters; empty where nobody
-- said it.
with entries as (

    select * from {{ ref('int_target_entries') }}

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        year,
        round(sum(case when role = 'numerator' then figure end), 6) as numerator,
        round(sum(case when role = 'denominator' then figure end), 6) as denominator
    from entries
    group by municipality, plan_id, results_year, activity_nr, target_nr, year

)

select * from final
