-- What reporters typed of tasks and proposed changes, with what the working group said of it. Only its words on exactly
-- what was reported may be published: a remark that was changed later has not been looked at.
with task_states as (

    select * from {{ ref('int_reported_task_states') }}
    where note is not null

),

proposals as (

    select * from {{ ref('int_plan_change_proposals') }}
    where text is not null

),

reviewed_texts as (

    select * from {{ ref('int_reviewed_texts') }}

),

reported as (

    select
        municipality,
        plan_id,
        results_year,
        'task' as subject_kind,
        task_nr as subject_key,
        'note' as field,
        note as drafted_text,
        {{ fingerprint('note') }} as facts
    from task_states
    union all
    select
        municipality,
        plan_id,
        results_year,
        'proposal' as subject_kind,
        proposal_key as subject_key,
        'text' as field,
        text as drafted_text,
        {{ fingerprint('text') }} as facts
    from proposals

),

final as (

    select
        reported.*,
        reviewed_texts.reviewed_text,
        reviewed_texts.reviewed_by,
        reviewed_texts.reviewed_on,
        reviewed_texts.submission_id is not null as is_reviewed,
        coalesce(reviewed_texts.facts <> reported.facts, false) as is_outdated,
        reviewed_texts.submission_id is null as is_open,
        case when reviewed_texts.facts = reported.facts then reviewed_texts.reviewed_text end as publishable_text,
        case
            when reviewed_texts.facts = reported.facts then reviewed_texts.reviewed_text
            else reported.drafted_text
        end as text
    from reported
    left join reviewed_texts
        on
            reported.municipality = reviewed_texts.municipality
            and reported.plan_id = reviewed_texts.plan_id
            and reported.results_year = reviewed_texts.results_year
            and reported.subject_kind = reviewed_texts.subject_kind
            and reported.subject_key = reviewed_texts.subject_key
            and reported.field = reviewed_texts.field

)

select * from final
