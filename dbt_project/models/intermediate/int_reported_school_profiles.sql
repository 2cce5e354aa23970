-- The key counts of a school in a school year from its reports: June's, or January's as long as there is no June, and
-- beside them, never added, those who left in summer, whom only September knows.
with answers as (

    select
        *,
        {{ collection_school_year('collection') }} as school_year,
        {{ collection_kind('collection') }} as collection_kind
    from {{ ref('int_school_answers') }}
    where education_stage = 'total'

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
        latest.*,
        answers.field,
        answers.value
    from latest
    inner join answers
        on
            latest.municipality = answers.municipality
            and latest.reporter_id = answers.reporter_id
            and latest.school_year = answers.school_year
            and (
                latest.collection = answers.collection
                or (answers.collection_kind = 'R' and answers.field = 'summer_leavers')
            )

),

final as (

    select
        municipality,
        reporter_id,
        school_year,
        collection,
        cast(max(case when field = 'learners_start' then value end) as int) as learners,
        cast(max(case when field = 'at_risk' then value end) as int) as at_risk,
        cast(max(case when field = 'early_leavers' then value end) as int) as early_leavers,
        cast(max(case when field = 'summer_leavers' then value end) as int) as summer_leavers,
        cast(max(case when field = 'learners_supported' then value end) as int) as learners_supported,
        cast(max(case when field = 'unexcused_over_20' then value end) as int) as unexcused_over_20,
        cast(max(case when field = 'repeaters' then value end) as int) as repeaters,
        cast(max(case when field = 'interest_education_learners' then value end) as int)
            as interest_education_learners,
        cast(max(case when field = 'career_counselling' then value end) as int) as career_counselling_learners,
        max(case when field = 'support_posts' then value end) as support_posts
    from counts
    group by municipality, reporter_id, school_year, collection

)

select * from final
