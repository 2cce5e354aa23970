-- Fed by the accepted school reports: the school's own part of each indicator.
select
    cast(null as string) as municipality,
    cast(null as string) as plan_id,
    cast(null as string) as indicator_key,
    cast(null as string) as indicator_nr,
    cast(null as string) as breakdown,
    cast(null as string) as period,
    cast(null as string) as reporter_id,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as value,
    cast(null as double) as ci_low,
    cast(null as double) as ci_high,
    cast(null as string) as value_source,
    cast(null as int) as reporters_expected,
    cast(null as int) as reporters_counted,
    cast(null as string) as missing_reason
where 1 = 0
