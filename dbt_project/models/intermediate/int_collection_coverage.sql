-- How many of the reporters that owe a form in a collection have sent one that counts.
with due_reports as (

    select * from {{ ref('int_due_reports') }}

),

counted as (

    select
        municipality,
        form,
        collection,
        cast(count(*) as int) as expected,
        cast(count(case when is_answered then 1 end) as int) as reported
    from due_reports
    group by municipality, form, collection

),

final as (

    select
        municipality,
        form,
        collection,
        expected,
        reported,
        100.0 * cast(reported as double) / expected as reported_pct
    from counted

)

select * from final
