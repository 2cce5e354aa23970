-- Who is expected to report on an indicator row: those that owe the form, are asked a part of the numerator and have a
-- stage that the row is about, in whichever study forms they teach it.
with parts as (

    select * from {{ ref('int_indicator_parts') }}

),

feeds as (

    select * from {{ ref('stg_forms__feeds') }}
    where numerator_factor > 0

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}
    where is_expected

),

final as (

    select distinct
        parts.municipality,
        parts.plan_id,
        parts.indicator_key,
        parts.indicator_nr,
        parts.breakdown,
        parts.unit,
        feeds.form,
        reporters.reporter_id,
        reporters.valid_from,
        reporters.valid_to
    from parts
    inner join feeds on parts.indicator_key = feeds.indicator_key
    inner join reporters
        on
            parts.municipality = reporters.municipality
            and {{ is_listed('feeds.form', 'reporters.forms') }}
            and (feeds.only_stage is null or {{ is_listed('feeds.only_stage', 'reporters.education_stages') }})
            and (feeds.only_reporters is null or {{ is_listed('reporters.reporter_kind', 'feeds.only_reporters') }})
            and (
                parts.education_stage is null
                or reporters.education_stages is null
                or {{ is_listed('parts.education_stage', 'reporters.education_stages') }}
            )

)

select * from final
