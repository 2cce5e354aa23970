with calendar as (

    select * from {{ ref('stg_plans__calendar') }}

),

final as (

    select
        municipality,
        plan_id,
        entry_nr,
        event,
        times_per_year,
        month,
        year,
        is_month_assumed,
        responsible,
        quote,
        place
    from calendar

)

select * from final
