-- Fails on plan versions whose table has another number of rows than activities times results years. When it fails:
-- a join lost or multiplied rows; every_year_table_4_4 names lost ones, grain_table_4_4 multiplied ones.
with expected as (

    select
        years.municipality,
        years.plan_id,
        count(*) as row_count
    from {{ ref('int_results_years') }} as years
    inner join {{ ref('dim_activity') }} as activities
        on
            years.municipality = activities.municipality
            and years.plan_id = activities.plan_id
    group by years.municipality, years.plan_id

),

built as (

    select
        municipality,
        plan_id,
        count(*) as row_count
    from {{ ref('table_4_4') }}
    group by municipality, plan_id

)

select
    expected.row_count as expected_rows,
    built.row_count as built_rows,
    coalesce(expected.municipality, built.municipality) as municipality,
    coalesce(expected.plan_id, built.plan_id) as plan_id
from expected
full outer join built
    on
        expected.municipality = built.municipality
        and expected.plan_id = built.plan_id
where expected.row_count is null or built.row_count is null or expected.row_count <> built.row_count
