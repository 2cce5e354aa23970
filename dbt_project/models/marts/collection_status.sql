-- Fed by the calendar of collections, the expected reporters and the submissions that count.
select
    cast(null as string) as municipality,
    cast(null as string) as collection,
    cast(null as string) as form,
    cast(null as string) as reporter_id,
    cast(null as date) as due_on,
    cast(null as string) as state,
    cast(null as boolean) as is_late,
    cast(null as string) as submission_id
where 1 = 0
