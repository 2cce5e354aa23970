-- Findings with the arrival they are about. A run of intake tells its receipts last, so findings without one are those
-- of a run that was interrupted and is done again.
with findings as (

    select * from {{ ref('stg_collected__findings') }}

),

submissions as (

    select * from {{ ref('int_submissions') }}

),

final as (

    select
        findings.receipt_id,
        findings.finding_nr,
        submissions.submission_id,
        findings.rule_id,
        findings.severity,
        submissions.form,
        submissions.municipality,
        submissions.reporter_id,
        submissions.collection,
        findings.sheet,
        findings.cell,
        findings.value,
        concat(findings.cause, ' → ', findings.remedy) as message
    from findings
    inner join submissions on findings.receipt_id = submissions.receipt_id

)

select * from final
