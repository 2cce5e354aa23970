-- Calendar years, school years (1 September to 31 August) and their semesters (split on 1 January as the collections
-- are). A school year and both its semesters count for the results year in which the school year ends.
with years as (

    select calendar_year from {{ ref('calendar_years') }}

),

calendar_years as (

    select
        cast(calendar_year as string) as period,
        'calendar_year' as period_kind,
        {{ first_day('calendar_year', 1) }} as start_date,
        {{ last_day_of_year('calendar_year') }} as end_date,
        calendar_year as results_year
    from years

),

school_years as (

    select
        concat(cast(calendar_year - 1 as string), '/', cast(calendar_year as string)) as period,
        'school_year' as period_kind,
        {{ first_day('calendar_year - 1', 9) }} as start_date,
        {{ days_before(first_day('calendar_year', 9), 1) }} as end_date,
        calendar_year as results_year
    from years

),

first_semesters as (

    select
        concat(period, '-1') as period,
        'semester' as period_kind,
        start_date,
        {{ last_day_of_year('results_year - 1') }} as end_date,
        results_year
    from school_years

),

second_semesters as (

    select
        concat(period, '-2') as period,
        'semester' as period_kind,
        {{ first_day('results_year', 1) }} as start_date,
        end_date,
        results_year
    from school_years

),

final as (

    select * from calendar_years
    union all
    select * from school_years
    union all
    select * from first_semesters
    union all
    select * from second_semesters

)

select * from final
