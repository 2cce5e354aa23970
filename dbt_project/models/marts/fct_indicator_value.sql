with indicator_values as (

    select * from {{ ref('int_indicator_values') }}

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        period,
        numerator,
        denominator,
        value,
        ci_low,
        ci_high,
        value_source,
        reporters_expected,
        reporters_counted,
        missing_reason,
        source_place,
        definition_differs,
        is_publishable
    from indicator_values

)

select * from final
