-- The filled-in cells of the lines that count now, one below the other. A line of an activity log knows its activity by
-- the key that joins it to the plan of any year, and the results year it counts in: that of its first day, where the
-- event took place.
with submissions as (

    select submission_id from {{ ref('int_submissions') }}
    where is_current

),

activities as (

    select * from {{ ref('int_collection_activities') }}

),

events as (

    select * from {{ ref('int_log_lines') }}

),

activity_log as (

    select
        log_lines.*,
        activities.activity_key,
        events.results_year,
        concat_ws(' · ', log_lines.activity_nr, log_lines.event, cast(log_lines.start_date as string)) as line_key
    from {{ ref('stg_collected__activity_log') }} as log_lines
    left join activities
        on
            log_lines.municipality = activities.municipality
            and log_lines.collection = activities.collection
            and log_lines.activity_nr = activities.activity_nr
    left join events
        on
            log_lines.submission_id = events.submission_id
            and log_lines.sheet = events.sheet
            and log_lines.row = events.row

),

activity_log_people as (

    select
        people.*,
        activities.activity_key,
        people.activity_nr as line_key,
        {{ collection_year('people.collection') }} as results_year
    from {{ ref('stg_collected__activity_log_people') }} as people
    left join activities
        on
            people.municipality = activities.municipality
            and people.collection = activities.collection
            and people.activity_nr = activities.activity_nr

),

referral_counts as (

    select
        *,
        cast(null as string) as activity_key,
        cast(null as int) as results_year,
        concat_ws(' · ', institution, reason) as line_key
    from {{ ref('stg_collected__referral_counts') }}

),

survey_results as (

    select
        *,
        cast(null as string) as activity_key,
        cast(null as int) as results_year,
        concat_ws(' · ', question, audience, cast(end_date as string)) as line_key
    from {{ ref('stg_collected__survey_results') }}

),

cells as (

    {{ filled_cells(
        'activity_log', 'activity_log',
        texts=[
            'activity_nr', 'event', 'start_date', 'end_date', 'place', 'quantity_unit', 'impact', 'helped', 'hindered',
            'evidence', 'state',
        ],
        figures=[
            'participants_parents', 'participants_teachers', 'participants_support_staff', 'participants_learners',
            'participants_at_risk', 'participants_families', 'quantity', 'eur_municipality', 'eur_state',
            'eur_projects', 'eur_other',
        ]
    ) }}
    union all
    {{ filled_cells(
        'activity_log', 'activity_log_people',
        texts=['activity_nr'],
        figures=[
            'unique_parents', 'unique_teachers', 'unique_support_staff', 'unique_learners', 'unique_at_risk',
            'unique_families',
        ]
    ) }}
    union all
    {{ filled_cells('referral_counts', 'referral_counts', texts=['institution', 'reason'], figures=['cases']) }}
    union all
    {{ filled_cells(
        'survey_results', 'survey_results',
        texts=['question', 'question_text', 'audience', 'end_date'],
        figures=['invited', 'answered', 'scale', 'positive_from', 'positive']
    ) }}

),

final as (

    select cells.*
    from cells
    inner join submissions on cells.submission_id = submissions.submission_id

)

select * from final
