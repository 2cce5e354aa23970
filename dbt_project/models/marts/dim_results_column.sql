-- Layout of the results table: the plan's own columns, or the default where it prints no such table.
with plans as (

    select
        municipality,
        plan_id
    from {{ ref('int_plan_versions') }}

),

own_columns as (

    select * from {{ ref('stg_plans__results_columns') }}

),

plans_without_table as (

    select
        plans.municipality,
        plans.plan_id
    from plans
    left join own_columns
        on
            plans.municipality = own_columns.municipality
            and plans.plan_id = own_columns.plan_id
    where own_columns.plan_id is null

),

default_columns as (

    select * from {{ ref('default_results_columns') }}

),

final as (

    select
        municipality,
        plan_id,
        position,
        column_key,
        label,
        true as is_own
    from own_columns
    union all
    select
        plans_without_table.municipality,
        plans_without_table.plan_id,
        default_columns.position,
        default_columns.column_key,
        default_columns.label,
        false as is_own
    from plans_without_table
    cross join default_columns

)

select * from final
