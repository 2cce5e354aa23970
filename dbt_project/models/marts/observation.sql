-- Fed by the observed figures printed in the plans' situation chapters.
select
    cast(null as string) as municipality,
    cast(null as string) as plan_id,
    cast(null as string) as measure,
    cast(null as string) as scope,
    cast(null as string) as breakdown,
    cast(null as string) as period,
    cast(null as double) as value,
    cast(null as string) as unit,
    cast(null as string) as place,
    cast(null as string) as quote,
    cast(null as boolean) as is_publishable
where 1 = 0
