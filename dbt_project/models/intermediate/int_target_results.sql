-- Whether each target was reached: met from the lower bound on, exceeded above the upper one, which a plainly printed
-- figure is too. An upper bound alone is met by anything above zero. What nobody reported is no data, never zero.
with figures as (

    select * from {{ ref('int_target_figures') }}

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
        entries,
        numerator,
        denominator,
        achieved_value,
        best_year,
        case
            when calculation = 'words' and entries > 0 then 'described'
            when achieved_value is null then 'no_data'
            when achieved_value <= 0 then 'not_met'
            when calculation = 'institutions' and achieved_value = denominator then 'met'
            when calculation = 'institutions' then 'partly'
            when achieved_value > high then 'exceeded'
            when low is null or achieved_value >= low then 'met'
            else 'partly'
        end as target_status
    from figures

)

select * from final
