-- Fed by the landed findings of every outcome that counts.
select
    cast(null as string) as receipt_id,
    cast(null as int) as finding_nr,
    cast(null as string) as submission_id,
    cast(null as string) as rule_id,
    cast(null as string) as severity,
    cast(null as string) as form,
    cast(null as string) as municipality,
    cast(null as string) as reporter_id,
    cast(null as string) as collection,
    cast(null as string) as sheet,
    cast(null as string) as cell,
    cast(null as string) as value,
    cast(null as string) as message
where 1 = 0
