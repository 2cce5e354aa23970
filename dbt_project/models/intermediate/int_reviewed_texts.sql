-- What the working group last said of each text. A file without a word on a text leaves what was said before.
with reviews as (

    select
        *,
        row_number() over (
            partition by municipality, results_year, subject_kind, subject_key, field
            order by received_at desc, submission_id desc
        ) as rank_nr
    from {{ ref('stg_collected__review') }}

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
