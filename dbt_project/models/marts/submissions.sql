-- Fed by the landed receipts and outcomes of every arrival.
select
    cast(null as string) as receipt_id,
    cast(null as string) as submission_id,
    cast(null as string) as file_name,
    cast(null as string) as form,
    cast(null as string) as municipality,
    cast(null as string) as reporter_id,
    cast(null as string) as collection,
    cast(null as timestamp) as received_at,
    cast(null as string) as state,
    cast(null as boolean) as is_current,
    cast(null as boolean) as is_late,
    cast(null as int) as rows_accepted,
    cast(null as int) as rows_rejected
where 1 = 0
