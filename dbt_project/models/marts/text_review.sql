with narratives as (

    select * from {{ ref('int_narratives') }}

),

reported_texts as (

    select * from {{ ref('int_reported_texts') }}

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        'activity' as subject_kind,
        activity_key as subject_key,
        field,
        drafted_text,
        facts,
        reviewed_text,
        reviewed_by,
        reviewed_on,
        is_reviewed,
        is_outdated,
        is_open,
        text
    from narratives
    union all
    select
        municipality,
        plan_id,
        results_year,
        subject_kind,
        subject_key,
        field,
        drafted_text,
        facts,
        reviewed_text,
        reviewed_by,
        reviewed_on,
        is_reviewed,
        is_outdated,
        is_open,
        text
    from reported_texts

)

select * from final
