-- The answers of a school's report, added over study forms and posts: in all, and by stage where they are given by
-- stage. A sum that is open in one of its parts stays empty.
with answers as (

    select * from {{ ref('int_answers') }}
    where form = 'school_report'

),

stages as (

    select distinct education_stage
    from {{ ref('indicator_breakdowns') }}

),

parts as (

    select
        answers.*,
        'total' as education_stage
    from answers
    union all
    select
        answers.*,
        stages.education_stage
    from answers
    inner join stages on split_part(answers.breakdown, '.', 1) = stages.education_stage

),

final as (

    select
        municipality,
        reporter_id,
        collection,
        field_id as field,
        education_stage,
        submission_id,
        case when count(case when blank_kind = 'blank' then 1 end) = 0 then round(sum(value_number), 6) end as value
    from parts
    group by municipality, reporter_id, collection, field_id, education_stage, submission_id

)

select * from final
