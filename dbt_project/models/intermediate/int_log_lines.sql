-- The log lines that count now about events that took place, with the activity each belongs to and what it adds.
-- Learners at risk are among the learners.
with submissions as (

    select
        submission_id,
        is_demo
    from {{ ref('int_submissions') }}
    where is_current

),

log_lines as (

    select
        *,
        coalesce(participants_parents, 0) + coalesce(participants_teachers, 0)
        + coalesce(participants_support_staff, 0) + coalesce(participants_learners, 0)
        + coalesce(participants_families, 0) as participants,
        coalesce(eur_municipality, 0) + coalesce(eur_state, 0) + coalesce(eur_projects, 0) + coalesce(eur_other, 0)
            as eur,
        coalesce(
            participants_parents, participants_teachers, participants_support_staff, participants_learners,
            participants_families
        ) is not null as has_participants,
        coalesce(eur_municipality, eur_state, eur_projects, eur_other) is not null as has_eur
    from {{ ref('stg_collected__activity_log') }}
    where state = 'done'

),

activities as (

    select * from {{ ref('int_collection_activities') }}

),

final as (

    select
        log_lines.municipality,
        log_lines.reporter_id,
        log_lines.collection,
        log_lines.submission_id,
        log_lines.sheet,
        log_lines.row,
        log_lines.event,
        log_lines.start_date,
        log_lines.activity_nr,
        activities.activity_key,
        activities.activity_order,
        activities.activity_name,
        log_lines.participants_parents,
        log_lines.participants_teachers,
        log_lines.participants_support_staff,
        log_lines.participants_learners,
        log_lines.participants_at_risk,
        log_lines.participants_families,
        log_lines.quantity,
        log_lines.quantity_unit,
        log_lines.eur_municipality,
        log_lines.eur_state,
        log_lines.eur_projects,
        log_lines.eur_other,
        submissions.is_demo,
        cast(extract(year from log_lines.start_date) as int) as results_year,
        {{ school_year('log_lines.start_date') }} as school_year,
        case when log_lines.has_participants then log_lines.participants end as participants,
        case when log_lines.has_eur then log_lines.eur end as eur
    from log_lines
    inner join submissions on log_lines.submission_id = submissions.submission_id
    left join activities
        on
            log_lines.municipality = activities.municipality
            and log_lines.collection = activities.collection
            and log_lines.activity_nr = activities.activity_nr

)

select * from final
