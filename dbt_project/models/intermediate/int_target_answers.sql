-- The answers that targets are made of, with the year each tells of: a school year counts for the year in which it
-- ends. Where a reporter left a part of a field open, the whole field is open.
with answers as (

    select
        *,
        count(case when blank_kind = 'blank' then 1 end) over (
            partition by municipality, reporter_id, form, collection, field_id
        ) as open_parts
    from {{ ref('int_answers') }}

),

inputs as (

    select distinct
        form,
        field_id,
        period_kind,
        counts_from
    from {{ ref('stg_forms__target_inputs') }}
    where source = 'field'

),

final as (

    select
        answers.municipality,
        answers.reporter_id,
        answers.submission_id,
        answers.sheet,
        cast(regexp_extract(answers.cell, '([A-Z]+)([0-9]+)', 2) as int) as row,
        answers.form,
        answers.field_id,
        answers.breakdown,
        case
            when inputs.period_kind = 'calendar_year' then {{ collection_year('answers.collection') }}
            else {{ period_year(collection_school_year('answers.collection')) }}
        end as results_year,
        cast(answers.value_number as double) as figure
    from answers
    inner join inputs
        on
            answers.form = inputs.form
            and answers.field_id = inputs.field_id
            and {{ collection_kind('answers.collection') }} = inputs.counts_from
    where answers.open_parts = 0 and answers.value_number is not null

)

select * from final
