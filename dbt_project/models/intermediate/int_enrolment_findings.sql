with findings as (

    select * from {{ ref('stg_collected__enrolment_findings') }}

),

workbooks as (

    select * from {{ ref('int_enrolment_workbooks') }}

),

final as (

    select
        findings.submission_id,
        findings.finding_nr,
        workbooks.school_year,
        workbooks.snapshot_date,
        workbooks.is_current,
        findings.rule_id,
        findings.severity,
        findings.sheet,
        findings.cell,
        findings.value,
        findings.message
    from findings
    inner join workbooks on findings.submission_id = workbooks.submission_id

)

select * from final
