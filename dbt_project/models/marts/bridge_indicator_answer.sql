with answers as (

    select * from {{ ref('int_indicator_answers') }}

),

final as (

    select
        municipality,
        indicator_key,
        period,
        reporter_id,
        form,
        collection,
        field_id as field,
        breakdown,
        numerator,
        denominator
    from answers

)

select * from final
