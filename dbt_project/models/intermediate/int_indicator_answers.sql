-- What each answer adds to which indicator in which period. Only what tells a whole period counts: June, not January,
-- where both are asked; the refinement corrects June where it answers. "Not applicable" is an answer that adds
-- nothing, a blank leaves the figure open.
with answers as (

    select * from {{ ref('int_answers') }}

),

feeds as (

    select * from {{ ref('stg_forms__feeds') }}

),

fed as (

    select
        answers.municipality,
        answers.reporter_id,
        answers.form,
        answers.collection,
        answers.field_id,
        answers.breakdown,
        answers.value_number,
        answers.blank_kind,
        feeds.indicator_key,
        feeds.numerator_factor,
        feeds.denominator_factor,
        feeds.counts_answers,
        feeds.counts_from,
        case when feeds.is_by_stage_form then answers.breakdown else 'total' end as stage_form,
        case
            when feeds.period_kind = 'calendar_year'
                then cast({{ collection_year('answers.collection') }} as string)
            else {{ collection_school_year('answers.collection') }}
        end as period,
        row_number() over (
            partition by
                answers.municipality, answers.reporter_id, answers.form, answers.field_id, answers.breakdown,
                feeds.indicator_key, {{ collection_school_year('answers.collection') }}
            order by
                case when answers.blank_kind = 'blank' then 1 else 0 end asc,
                case when {{ collection_kind('answers.collection') }} = 'R' then 0 else 1 end asc
        ) as rank_nr
    from answers
    inner join feeds on answers.form = feeds.form and answers.field_id = feeds.field_id
    where
        {{ collection_kind('answers.collection') }} in (feeds.counts_from, 'R')
        and (
            feeds.only_code is null
            or answers.breakdown = feeds.only_code
            or answers.breakdown like concat('%.', feeds.only_code)
        )

),

final as (

    select
        municipality,
        reporter_id,
        form,
        collection,
        indicator_key,
        period,
        field_id,
        breakdown,
        stage_form,
        counts_from = 'R' as is_refinement,
        numerator_factor <> 0 as is_in_numerator,
        denominator_factor <> 0 as is_in_denominator,
        coalesce(blank_kind = 'blank', false) as is_blank,
        numerator_factor * value_number as numerator,
        denominator_factor
        * case when counts_answers and blank_kind is null then 1.0 else value_number end as denominator
    from fed
    where rank_nr = 1

)

select * from final
