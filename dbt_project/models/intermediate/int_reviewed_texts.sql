-- What the working group last said of each text. A file without a word on a text leaves what was said before; one
-- whose arrival was not told has not come.
with submissions as (

    select * from {{ ref('int_submissions') }}
    where is_current

),

reviews as (

    select
        review.*,
        row_number() over (
            partition by
                review.municipality, review.results_year, review.subject_kind, review.subject_key, review.field
            order by review.received_at desc, review.submission_id desc
        ) as rank_nr
    from {{ ref('stg_collected__review') }} as review
    inner join submissions on review.submission_id = submissions.submission_id

),

final as (

    select
        municipality,
        plan_id,
        results_year,
        subject_kind,
        subject_key,
        field,
        reviewed_text,
        facts,
        reviewed_by,
        reviewed_on,
        submission_id
    from reviews
    where rank_nr = 1

)

select * from final
