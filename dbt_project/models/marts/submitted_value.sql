-- Every answer that counts now, with the file and the cell it stands in.
with answers as (

    select * from {{ ref('int_answers') }}

),

cells as (

    select * from {{ ref('int_filled_cells') }}

),

submissions as (

    select * from {{ ref('int_submissions') }}
    where is_current

),

submitted as (

    select
        municipality,
        reporter_id,
        form,
        collection,
        field_id as field,
        breakdown,
        cast(null as string) as line_key,
        cast(null as string) as activity_key,
        cast(null as int) as results_year,
        cast(value_number as double) as value_number,
        value_text,
        blank_kind,
        submission_id,
        sheet,
        cell
    from answers
    union all
    select
        municipality,
        reporter_id,
        form,
        collection,
        field,
        cast(null as string) as breakdown,
        line_key,
        activity_key,
        results_year,
        value_number,
        value_text,
        cast(null as string) as blank_kind,
        submission_id,
        sheet,
        cell
    from cells

),

final as (

    select
        submitted.municipality,
        submitted.reporter_id,
        submitted.form,
        submitted.collection,
        submitted.field,
        submitted.breakdown,
        submitted.line_key,
        submitted.activity_key,
        submitted.results_year,
        submitted.value_number,
        submitted.value_text,
        submitted.blank_kind,
        submitted.submission_id,
        submissions.receipt_id,
        submissions.file_name,
        submitted.sheet,
        submitted.cell
    from submitted
    inner join submissions on submitted.submission_id = submissions.submission_id

)

select * from final
