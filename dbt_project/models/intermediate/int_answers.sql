-- The answers that count now, of the forms that ask single values. A yes is one, a no is zero, so that they add up.
with submissions as (

    select submission_id from {{ ref('int_submissions') }}
    where is_current

),

answers as (

    select
        'school_report' as form,
        *
    from {{ ref('stg_collected__school_report') }}
    union all
    select
        'task_report' as form,
        *
    from {{ ref('stg_collected__task_report') }}
    union all
    select
        'board_values' as form,
        *
    from {{ ref('stg_collected__board_values') }}

),

final as (

    select
        answers.municipality,
        answers.reporter_id,
        answers.form,
        answers.collection,
        answers.submission_id,
        answers.field_id,
        answers.breakdown,
        answers.value_text,
        answers.blank_kind,
        answers.sheet,
        answers.cell,
        coalesce(
            answers.value_number, case answers.value_text when 'yes' then 1.0 when 'no' then 0.0 end
        ) as value_number
    from answers
    inner join submissions on answers.submission_id = submissions.submission_id

)

select * from final
