-- Every arrival, with whether it counts now: it took its place when it came, and nothing has taken that place since.
with receipts as (

    select * from {{ ref('stg_collected__receipts') }}

),

replaced as (

    select distinct replaces as receipt_id
    from receipts
    where counts and replaces is not null

),

final as (

    select
        receipts.receipt_id,
        receipts.submission_id,
        receipts.file_name,
        receipts.form,
        receipts.municipality,
        receipts.reporter_id,
        receipts.collection,
        receipts.state,
        receipts.is_late,
        receipts.rows_accepted,
        receipts.rows_rejected,
        receipts.is_demo,
        receipts.received_on,
        cast(receipts.received_at as timestamp) as received_at,
        receipts.counts and replaced.receipt_id is null as is_current
    from receipts
    left join replaced on receipts.receipt_id = replaced.receipt_id

)

select * from final
