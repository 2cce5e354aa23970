-- The answers of a school's report, added over stages, study forms and posts. A field that is open in one of them stays
-- empty.
with answers as (

    select * from {{ ref('int_answers') }}
    where form = 'school_report'

),

final as (

    select
        municipality,
        reporter_id,
        collection,
        field_id as field,
        submission_id,
        case when count(case when blank_kind = 'blank' then 1 end) = 0 then round(sum(value_number), 6) end as value
    from answers
    group by municipality, reporter_id, collection, field_id, submission_id

)

select * from final
