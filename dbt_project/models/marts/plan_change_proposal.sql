with proposals as (

    select * from {{ ref('int_plan_change_proposals') }}

),

reported_texts as (

    select * from {{ ref('int_reported_texts') }}
    where subject_kind = 'proposal'

),

final as (

    select
        proposals.municipality,
        proposals.plan_id,
        proposals.results_year,
        proposals.proposal_nr,
        proposals.proposal_key,
        proposals.activity_nr,
        proposals.task_nr,
        proposals.reporter_id,
        proposals.kind,
        proposals.text,
        reported_texts.publishable_text,
        proposals.next_year_eur,
        proposals.funding_source,
        coalesce(reported_texts.is_open, false) as is_open,
        coalesce(reported_texts.is_outdated, false) as is_outdated
    from proposals
    left join reported_texts
        on
            proposals.municipality = reported_texts.municipality
            and proposals.plan_id = reported_texts.plan_id
            and proposals.results_year = reported_texts.results_year
            and proposals.proposal_key = reported_texts.subject_key

)

select * from final
