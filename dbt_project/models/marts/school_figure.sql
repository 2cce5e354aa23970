-- The key figures of each school's report, with those of the same collection a school year earlier, and the middle of
-- the municipality: of the shares where the figure is a share of something, else of the counts. The middle is told only
-- where enough schools have the figure: of fewer, a school could work out its neighbour's.
with shares as (

    select * from {{ ref('int_school_shares') }}
    where education_stage = 'total'

),

peers_min as (

    select max(value) as schools
    from {{ ref('plausibility_bounds') }}
    where bound = 'peers_min'

),

municipalities as (

    select
        shares.municipality,
        shares.collection,
        shares.field,
        cast(count(shares.compared) as int) as schools,
        case when count(shares.compared) >= max(peers_min.schools) then median(shares.compared) end as median,
        coalesce(bool_or(shares.is_demo and shares.compared is not null), false) as is_demo
    from shares
    cross join peers_min
    group by shares.municipality, shares.collection, shares.field

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
            and {{ collection_year_before('shares.collection') }} = former.collection

)

select * from final
