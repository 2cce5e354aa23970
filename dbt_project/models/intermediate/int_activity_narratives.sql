-- The texts of an activity in a results year side by side, and whether each that there is has been reviewed.
with narratives as (

    select * from {{ ref('int_narratives') }}

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        activity_key,
        max(case when field = 'achieved_result' then text end) as achieved_result,
        max(case when field = 'impact_assessment' then text end) as impact_assessment,
        max(case when field = 'factor_analysis' then text end) as factor_analysis,
        coalesce(bool_and(case when is_open or is_reviewed then is_reviewed end), false)
            as texts_reviewed
    from narratives
    group by municipality, plan_id, results_year, activity_key

)

select * from final
