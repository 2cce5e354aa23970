-- Surveys that count now, added up over those who asked, in the calendar year in which each ended. The question names
-- the indicator; questions about anything else are no indicator.
with submissions as (

    select submission_id from {{ ref('int_submissions') }}
    where is_current

),

surveys as (

    select * from {{ ref('stg_collected__survey_results') }}

),

indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

final as (

    select
        indicators.municipality,
        indicators.plan_id,
        indicators.indicator_key,
        indicators.indicator_nr,
        indicators.breakdown,
        indicators.unit,
        cast(extract(year from surveys.end_date) as string) as period,
        cast(sum(surveys.positive) as double) as numerator,
        cast(sum(surveys.answered) as double) as denominator,
        cast(count(distinct surveys.reporter_id) as int) as reporters_counted
    from surveys
    inner join submissions on surveys.submission_id = submissions.submission_id
    inner join indicators
        on
            surveys.municipality = indicators.municipality
            and surveys.question = indicators.indicator_key
    group by
        indicators.municipality, indicators.plan_id, indicators.indicator_key, indicators.indicator_nr,
        indicators.breakdown, indicators.unit, extract(year from surveys.end_date)

)

select * from final
