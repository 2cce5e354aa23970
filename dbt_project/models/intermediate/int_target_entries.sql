{{ config(materialized='table') }}
-- A table, since what follows reads it several times. What each target's figure of a results year is made of: the lines
-- of activity logs and the answers of forms that say what it counts, in the years it reaches over. What is there at a
-- time (teachers, posts) is that of the results year; shares and reductions look at each year.
with windows as (

    select * from {{ ref('int_target_windows') }}
    where is_begun

),

inputs as (

    select * from {{ ref('int_target_inputs') }}

),

log_figures as (

    select * from {{ ref('int_log_figures') }}

),

answers as (

    select * from {{ ref('int_target_answers') }}

),

asked as (

    select
        windows.municipality,
        windows.plan_id,
        windows.results_year,
        windows.activity_key,
        windows.activity_nr,
        windows.target_nr,
        windows.is_school_year,
        windows.first_year,
        windows.last_year,
        inputs.role,
        inputs.form,
        inputs.code,
        inputs.counts_lines,
        case when inputs.source in ('words', 'reporters') then 'line' else inputs.source end as source,
        case
            when windows.calculation in ('share', 'reduction') then windows.first_year else windows.last_year
        end as first_answer_year
    from windows
    inner join inputs
        on
            windows.municipality = inputs.municipality
            and windows.plan_id = inputs.plan_id
            and windows.activity_nr = inputs.activity_nr
            and windows.target_nr = inputs.target_nr
    where windows.calculation <> 'institutions' or inputs.role = 'numerator'

),

final as (

    select
        asked.municipality,
        asked.plan_id,
        asked.results_year,
        asked.activity_nr,
        asked.target_nr,
        asked.role,
        log_figures.reporter_id,
        case when asked.is_school_year then log_figures.school_year_end else log_figures.results_year end as year,
        log_figures.figure,
        log_figures.submission_id,
        log_figures.sheet,
        log_figures.row,
        log_figures.field,
        'total' as breakdown
    from asked
    inner join log_figures
        on
            asked.municipality = log_figures.municipality
            and asked.activity_key = log_figures.activity_key
            and asked.source = log_figures.source
            and (asked.code = log_figures.code or (asked.counts_lines and log_figures.code = 'line'))
    where
        case when asked.is_school_year then log_figures.school_year_end else log_figures.results_year end
        between asked.first_year and asked.last_year
    union all
    select
        asked.municipality,
        asked.plan_id,
        asked.results_year,
        asked.activity_nr,
        asked.target_nr,
        asked.role,
        answers.reporter_id,
        answers.results_year as year,
        answers.figure,
        answers.submission_id,
        answers.sheet,
        answers.row,
        answers.field_id as field,
        answers.breakdown
    from asked
    inner join answers
        on
            asked.municipality = answers.municipality
            and asked.form = answers.form
            and asked.code = answers.field_id
            and answers.results_year between asked.first_answer_year and asked.last_year
    where asked.source = 'field'

)

select * from final
