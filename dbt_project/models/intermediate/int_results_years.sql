-- The version that judges a results year is the one in force on 31 December of it.
with versions as (

    select * from {{ ref('int_plan_versions') }}

),

years as (

    select calendar_year from {{ ref('calendar_years') }}

),

final as (

    select
        versions.municipality,
        versions.plan_id,
        years.calendar_year as results_year
    from versions
    inner join years
        on {{ last_day_of_year('years.calendar_year') }} between versions.valid_from and versions.in_force_to

)

select * from final
