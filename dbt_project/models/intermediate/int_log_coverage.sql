-- How many of those who keep an activity log have sent all that they owe of a calendar year so far.
with due_reports as (

    select * from {{ ref('int_due_reports') }}
    where form = 'activity_log'

),

reporters as (

    select
        municipality,
        results_year,
        reporter_id,
        bool_and(is_answered) as has_sent_all
    from due_reports
    group by municipality, results_year, reporter_id

),

final as (

    select
        municipality,
        results_year,
        cast(count(*) as int) as reporters_expected,
        cast(count(case when has_sent_all then 1 end) as int) as reporters_counted
    from reporters
    group by municipality, results_year

)

select * from final
