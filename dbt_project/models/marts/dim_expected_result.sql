with expected_results as (

    select * from {{ ref('stg_plans__expected_results') }}

),

final as (

    select
        municipality,
        plan_id,
        goal_list,
        goal_nr,
        result_nr,
        text as expected_result,
        place
    from expected_results

)

select * from final
