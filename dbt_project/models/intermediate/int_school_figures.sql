-- The main figures of a school as they count now, by stage where the figure has stages. A figure that is open in one of
-- its parts is open.
with answers as (

    select * from {{ ref('int_answers') }}
    where form = 'school_report'

),

bounds as (

    select * from {{ ref('figure_bounds') }}

),

parts as (

    select
        answers.municipality,
        answers.form,
        answers.collection,
        answers.reporter_id,
        bounds.measure,
        answers.value_number,
        answers.blank_kind,
        case when bounds.is_by_stage then split_part(answers.breakdown, '.', 1) else 'total' end as education_stage
    from answers
    inner join bounds on answers.field_id = bounds.measure

),

final as (

    select
        municipality,
        form,
        collection,
        reporter_id,
        measure,
        education_stage,
        case when count(case when blank_kind = 'blank' then 1 end) = 0 then sum(value_number) end as value
    from parts
    group by municipality, form, collection, reporter_id, measure, education_stage

)

select * from final
