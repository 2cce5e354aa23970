-- Fails on pairs of versions of one municipality's plan that are in force on the same day. When it fails: the later
-- one lacks `replaces`, or its valid_from is wrong.
select
    earlier.municipality,
    earlier.plan_id,
    later.plan_id as other_plan_id
from {{ ref('dim_plan') }} as earlier
inner join {{ ref('dim_plan') }} as later
    on
        earlier.municipality = later.municipality
        and earlier.plan_id < later.plan_id
        and earlier.valid_from <= later.valid_to
        and earlier.valid_to >= later.valid_from
