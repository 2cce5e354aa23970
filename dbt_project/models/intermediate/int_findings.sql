-- Findings with the arrival they are about, and those about what counts now, which are about no arrival. A run of
-- intake tells its receipts last, so findings without one are those of a run that was interrupted and is done again.
with findings as (

    select * from {{ ref('stg_collected__findings') }}

),

submissions as (

    select * from {{ ref('int_submissions') }}

),

plausibility as (

    select * from {{ ref('stg_plausibility__findings') }}

),

final as (

    select
        concat(findings.receipt_id, '-', cast(findings.finding_nr as string)) as finding_id,
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
    union all
    select
        finding_id,
        cast(null as string) as receipt_id,
        cast(null as int) as finding_nr,
        cast(null as string) as submission_id,
        rule_id,
        severity,
        form,
        municipality,
        reporter_id,
        collection,
        cast(null as string) as sheet,
        cast(null as string) as cell,
        value,
        message
    from plausibility

)

select * from final
