-- The key counts of a school in a school year from its reports: June's, or January's as long as there is no June, with
-- those who left in summer. Counts are added over stages and forms; one that is open in any of them stays empty.
with answers as (

    select
        *,
        {{ collection_school_year('collection') }} as school_year,
        {{ collection_kind('collection') }} as collection_kind
    from {{ ref('int_answers') }}
    where form = 'school_report'

),

latest as (

    select
        municipality,
        reporter_id,
        school_year,
        max(collection) as collection
    from answers
    where collection_kind in ('S1', 'S2')
    group by municipality, reporter_id, school_year

),

counts as (

    select
        latest.municipality,
        latest.reporter_id,
        latest.school_year,
        latest.collection,
        answers.field_id,
        case when count(case when answers.blank_kind = 'blank' then 1 end) = 0 then sum(answers.value_number) end
            as value
    from latest
    inner join answers
        on
            latest.municipality = answers.municipality
            and latest.reporter_id = answers.reporter_id
            and latest.school_year = answers.school_year
            and (
                latest.collection = answers.collection
                or (answers.collection_kind = 'R' and answers.field_id = 'summer_leavers')
            )
    group by latest.municipality, latest.reporter_id, latest.school_year, latest.collection, answers.field_id

),

final as (

    select
        municipality,
        reporter_id,
        school_year,
        collection,
        cast(max(case when field_id = 'learners_start' then value end) as int) as learners,
        cast(max(case when field_id = 'at_risk' then value end) as int) as at_risk,
        cast(
            max(case when field_id = 'early_leavers' then value end)
            + coalesce(max(case when field_id = 'summer_leavers' then value end), 0) as int
        ) as early_leavers,
        cast(max(case when field_id = 'learners_supported' then value end) as int) as learners_supported,
        cast(max(case when field_id = 'unexcused_over_20' then value end) as int) as unexcused_over_20,
        cast(max(case when field_id = 'repeaters' then value end) as int) as repeaters,
        cast(max(case when field_id = 'interest_education_learners' then value end) as int)
            as interest_education_learners,
        cast(max(case when field_id = 'career_counselling' then value end) as int) as career_counselling_learners,
        round(max(case when field_id = 'support_posts' then value end), 6) as support_posts
    from counts
    group by municipality, reporter_id, school_year, collection

)

select * from final
