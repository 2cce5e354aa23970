-- Each text of the results table: the word of the working group wins, even when it wants no text; else the draft. What
-- was reviewed on other facts stays and is marked. To the public only what was reviewed, or the open part of a draft.
with drafted as (

    select * from {{ ref('stg_drafted__texts') }}

),

reviewed as (

    select * from {{ ref('int_reviewed_texts') }}
    where subject_kind = 'activity'

),

final as (

    select
        drafted.municipality,
        drafted.plan_id,
        drafted.results_year,
        drafted.activity_key,
        drafted.activity_nr,
        drafted.field,
        drafted.drafted_text,
        drafted.open_text,
        drafted.facts,
        reviewed.reviewed_text,
        reviewed.reviewed_by,
        reviewed.reviewed_on,
        reviewed.field is not null as is_reviewed,
        coalesce(reviewed.facts <> drafted.facts, false) as is_outdated,
        drafted.drafted_text is not null and reviewed.field is null as is_open,
        case when reviewed.field is null then drafted.drafted_text else reviewed.reviewed_text end as text,
        case when reviewed.field is null then drafted.open_text else reviewed.reviewed_text end as publishable_text
    from drafted
    left join reviewed
        on
            drafted.municipality = reviewed.municipality
            and drafted.results_year = reviewed.results_year
            and drafted.activity_key = reviewed.subject_key
            and drafted.field = reviewed.field

)

select * from final
