with candidates as (

    select * from {{ ref('int_indicator_value_candidates') }}

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        period,
        value_source,
        numerator,
        denominator,
        value,
        ci_low,
        ci_high,
        reporters_expected,
        reporters_counted,
        missing_reason,
        source_place,
        definition_differs,
        is_publishable
    from candidates

)

select * from final
