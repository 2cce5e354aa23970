-- Which institutions "each institution" means on the last day that a target reaches to, and what each of them reached:
-- the institutions of education that the plan names for the activity and from which the form is expected that tells it,
-- or, where it names none, the kinds that are meant then.
with windows as (

    select * from {{ ref('int_target_windows') }}
    where calculation = 'institutions'

),

numerators as (

    select * from {{ ref('int_target_inputs') }}
    where role = 'numerator'

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}
    where is_expected

),

kinds as (

    select * from {{ ref('each_institution_kinds') }}

),

named_reporters as (

    select distinct
        municipality,
        plan_id,
        subject_nr as activity_nr,
        reporter_id
    from {{ ref('stg_plans__named_reporters') }}
    where subject = 'activity'

),

entries as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        target_nr,
        reporter_id,
        sum(figure) as figure
    from {{ ref('int_target_entries') }}
    where role = 'numerator'
    group by municipality, plan_id, results_year, activity_nr, target_nr, reporter_id

),

expected as (

    select
        windows.*,
        reporters.reporter_id,
        kinds.is_meant_unnamed,
        named_reporters.reporter_id is not null as is_named,
        bool_or(named_reporters.reporter_id is not null) over (
            partition by
                windows.municipality, windows.plan_id, windows.results_year, windows.activity_nr, windows.target_nr
        ) as names_any
    from windows
    inner join numerators
        on
            windows.municipality = numerators.municipality
            and windows.plan_id = numerators.plan_id
            and windows.activity_nr = numerators.activity_nr
            and windows.target_nr = numerators.target_nr
    inner join reporters
        on
            windows.municipality = reporters.municipality
            and {{ is_listed('numerators.form', 'reporters.forms') }}
            and {{ is_valid_on('windows.last_day', 'reporters') }}
    inner join kinds on reporters.reporter_kind = kinds.reporter_kind
    left join named_reporters
        on
            windows.municipality = named_reporters.municipality
            and windows.plan_id = named_reporters.plan_id
            and windows.activity_nr = named_reporters.activity_nr
            and reporters.reporter_id = named_reporters.reporter_id

),

final as (

    select
        expected.municipality,
        expected.plan_id,
        expected.results_year,
        expected.activity_nr,
        expected.target_nr,
        expected.reporter_id,
        round(entries.figure / expected.parts, 6) as figure,
        coalesce(round(entries.figure / expected.parts, 6) >= expected.low, false) as is_reached
    from expected
    left join entries
        on
            expected.municipality = entries.municipality
            and expected.plan_id = entries.plan_id
            and expected.results_year = entries.results_year
            and expected.activity_nr = entries.activity_nr
            and expected.target_nr = entries.target_nr
            and expected.reporter_id = entries.reporter_id
    where expected.is_named or (not expected.names_any and expected.is_meant_unnamed)

)

select * from final
