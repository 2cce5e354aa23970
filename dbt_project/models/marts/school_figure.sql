-- The key figures of each school's report, with those of the same collection a school year earlier, and the middle of
-- the municipality: of the shares where the figure is a share of something, else of the counts. The middle is told only
-- where five schools or more have the figure: of fewer, a school could work out its neighbour's.
with figures as (

    select * from {{ ref('school_page_figures') }}

),

answers as (

    select * from {{ ref('int_school_answers') }}

),

submissions as (

    select
        submission_id,
        is_demo
    from {{ ref('int_submissions') }}
    where is_current

),

reported as (

    select
        answers.*,
        figures.position,
        figures.base_fields,
        submissions.is_demo
    from answers
    inner join figures on answers.field = figures.field
    inner join submissions on answers.submission_id = submissions.submission_id

),

bases as (

    select
        reported.municipality,
        reported.reporter_id,
        reported.collection,
        reported.field,
        case when count(*) = count(base.value) then sum(base.value) end as base
    from reported
    inner join answers as base
        on
            reported.municipality = base.municipality
            and reported.reporter_id = base.reporter_id
            and reported.collection = base.collection
            and {{ is_listed('base.field', 'reported.base_fields') }}
    group by reported.municipality, reported.reporter_id, reported.collection, reported.field

),

shares as (

    select
        reported.*,
        round(100 * reported.value / nullif(bases.base, 0), 6) as share_pct,
        case
            when reported.base_fields is null then reported.value
            else round(100 * reported.value / nullif(bases.base, 0), 6)
        end as compared
    from reported
    left join bases
        on
            reported.municipality = bases.municipality
            and reported.reporter_id = bases.reporter_id
            and reported.collection = bases.collection
            and reported.field = bases.field

),

municipalities as (

    select
        municipality,
        collection,
        field,
        cast(count(compared) as int) as schools,
        case when count(compared) >= 5 then median(compared) end as median,
        coalesce(bool_or(is_demo and compared is not null), false) as is_demo
    from shares
    group by municipality, collection, field

),

final as (

    select
        shares.municipality,
        shares.reporter_id,
        shares.collection,
        shares.field,
        shares.position,
        shares.base_fields,
        municipalities.schools,
        cast(shares.value as double) as value,
        cast(shares.share_pct as double) as share_pct,
        cast(former.value as double) as former_value,
        cast(former.share_pct as double) as former_share_pct,
        cast(municipalities.median as double) as median,
        shares.is_demo
        or coalesce(former.is_demo, false)
        or (municipalities.median is not null and municipalities.is_demo) as is_demo
    from shares
    inner join municipalities
        on
            shares.municipality = municipalities.municipality
            and shares.collection = municipalities.collection
            and shares.field = municipalities.field
    left join shares as former
        on
            shares.municipality = former.municipality
            and shares.reporter_id = former.reporter_id
            and shares.field = former.field
            and {{ collection_a_year_later('former.collection') }} = shares.collection

)

select * from final
