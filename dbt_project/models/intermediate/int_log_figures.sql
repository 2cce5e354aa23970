-- What a line of an activity log tells that a target can be made of: that something was done, how much of what, how
-- many of whom were there, and, once a calendar year, how many different people. A quantity without unit is one line.
with log_lines as (

    select
        *,
        {{ period_year('school_year') }} as school_year_end
    from {{ ref('int_log_lines') }}

),

submissions as (

    select submission_id from {{ ref('int_submissions') }}
    where is_current

),

activities as (

    select * from {{ ref('int_collection_activities') }}

),

audiences as (

    select * from {{ ref('stg_forms__audiences') }}

),

people as (

    select
        lines.*,
        activities.activity_key,
        {{ collection_year('lines.collection') }} as results_year
    from {{ ref('stg_collected__activity_log_people') }} as lines
    inner join submissions on lines.submission_id = submissions.submission_id
    left join activities
        on
            lines.municipality = activities.municipality
            and lines.collection = activities.collection
            and lines.activity_nr = activities.activity_nr

),

figures as (

    select
        municipality,
        reporter_id,
        submission_id,
        sheet,
        row,
        activity_key,
        results_year,
        school_year_end,
        'line' as source,
        'line' as code,
        'activity_nr' as field,
        cast(1 as double) as figure
    from log_lines
    union all
    select
        municipality,
        reporter_id,
        submission_id,
        sheet,
        row,
        activity_key,
        results_year,
        school_year_end,
        'quantity' as source,
        coalesce(quantity_unit, 'line') as code,
        'quantity' as field,
        case when quantity_unit is null then cast(1 as double) else quantity end as figure
    from log_lines
    union all
    select
        log_lines.municipality,
        log_lines.reporter_id,
        log_lines.submission_id,
        log_lines.sheet,
        log_lines.row,
        log_lines.activity_key,
        log_lines.results_year,
        log_lines.school_year_end,
        'participations' as source,
        audiences.audience as code,
        audiences.field_id as field,
        case audiences.field_id
            when 'participants_parents' then log_lines.participants_parents
            when 'participants_teachers' then log_lines.participants_teachers
            when 'participants_support_staff' then log_lines.participants_support_staff
            when 'participants_learners' then log_lines.participants_learners
            when 'participants_at_risk' then log_lines.participants_at_risk
            when 'participants_families' then log_lines.participants_families
        end as figure
    from log_lines
    cross join audiences
    union all
    select
        people.municipality,
        people.reporter_id,
        people.submission_id,
        people.sheet,
        people.row,
        people.activity_key,
        people.results_year,
        people.results_year as school_year_end,
        'unique' as source,
        audiences.audience as code,
        audiences.field_id as field,
        case audiences.field_id
            when 'unique_parents' then people.unique_parents
            when 'unique_teachers' then people.unique_teachers
            when 'unique_support_staff' then people.unique_support_staff
            when 'unique_learners' then people.unique_learners
            when 'unique_at_risk' then people.unique_at_risk
            when 'unique_families' then people.unique_families
        end as figure
    from people
    cross join audiences

),

final as (

    select *
    from figures
    where figure is not null

)

select * from final
