-- The key figures of each school as they count now, in all and by stage where they are compared so, with the share each
-- is of its base: shares are compared where there is a base, counts where there is none. A base that is open in a
-- part is open, and one of 0 has no share.
with figures as (

    select * from {{ ref('school_figures') }}

),

answers as (

    select * from {{ ref('int_school_answers') }}

),

submissions as (

    select
        submission_id,
        is_demo
    from {{ ref('int_submissions') }}
    where is_current

),

reported as (

    select
        answers.*,
        figures.position,
        figures.base_fields,
        figures.is_by_stage,
        submissions.is_demo
    from answers
    inner join figures on answers.field = figures.field
    inner join submissions on answers.submission_id = submissions.submission_id
    where figures.is_by_stage or answers.education_stage = 'total'

),

bases as (

    select
        reported.municipality,
        reported.reporter_id,
        reported.collection,
        reported.field,
        reported.education_stage,
        case when count(*) = count(base.value) then sum(base.value) end as base
    from reported
    inner join answers as base
        on
            reported.municipality = base.municipality
            and reported.reporter_id = base.reporter_id
            and reported.collection = base.collection
            and reported.education_stage = base.education_stage
            and {{ is_listed('base.field', 'reported.base_fields') }}
    group by
        reported.municipality, reported.reporter_id, reported.collection, reported.field, reported.education_stage

),

final as (

    select
        reported.*,
        bases.base,
        round(100 * reported.value / nullif(bases.base, 0), 6) as share_pct,
        case
            when reported.base_fields is null then reported.value
            else round(100 * reported.value / nullif(bases.base, 0), 6)
        end as compared
    from reported
    left join bases
        on
            reported.municipality = bases.municipality
            and reported.reporter_id = bases.reporter_id
            and reported.collection = bases.collection
            and reported.field = bases.field
            and reported.education_stage = bases.education_stage

)

select * from final
