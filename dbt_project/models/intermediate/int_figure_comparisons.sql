-- A school's main figures beside what they could be expected to be: the school's own in the collection of the same kind
-- a year before, and what the median share of its municipality's schools makes of its base. The larger of two bounds is
-- allowed, one in units and one in proportion. What is open on either side is not compared.
with figures as (

    select
        shares.municipality,
        'school_report' as form,
        shares.collection,
        shares.reporter_id,
        shares.field as measure,
        shares.education_stage,
        shares.value,
        shares.base,
        bounds.former_units,
        bounds.former_pct,
        bounds.peers_units,
        bounds.peers_points
    from {{ ref('int_school_shares') }} as shares
    inner join {{ ref('school_figures') }} as bounds on shares.field = bounds.field
    where shares.value is not null and shares.is_by_stage = (shares.education_stage <> 'total')

),

reporters as (

    select * from {{ ref('stg_plans__reporters') }}

),

peers_min as (

    select value from {{ ref('plausibility_bounds') }}
    where bound = 'peers_min'

),

comments as (

    select
        municipality,
        collection,
        reporter_id
    from {{ ref('int_answers') }}
    where form = 'school_report' and field_id = 'comment' and trim(value_text) <> ''

),

medians as (

    select
        municipality,
        collection,
        measure,
        education_stage,
        cast(count(*) as int) as schools,
        median(value / base) as median_share
    from figures
    where base > 0 and peers_points is not null
    group by municipality, collection, measure, education_stage
    having count(*) >= (select max(peers_min.value) from peers_min)

),

compared as (

    select
        figures.*,
        former.value as expected_value,
        cast(null as int) as schools,
        'former' as compared_with,
        greatest(figures.former_units, figures.former_pct / 100 * former.value) as allowed_difference
    from figures
    inner join figures as former
        on
            figures.municipality = former.municipality
            and {{ collection_year_before('figures.collection') }} = former.collection
            and figures.reporter_id = former.reporter_id
            and figures.measure = former.measure
            and figures.education_stage = former.education_stage
    where figures.former_units is not null
    union all
    select
        figures.*,
        round(medians.median_share * figures.base, 6) as expected_value,
        medians.schools,
        'peers' as compared_with,
        greatest(figures.peers_units, figures.peers_points / 100 * figures.base) as allowed_difference
    from figures
    inner join medians
        on
            figures.municipality = medians.municipality
            and figures.collection = medians.collection
            and figures.measure = medians.measure
            and figures.education_stage = medians.education_stage
    where figures.base > 0

),

final as (

    select
        compared.municipality,
        compared.form,
        compared.collection,
        compared.reporter_id,
        reporters.reporter_name,
        compared.measure,
        compared.education_stage,
        compared.compared_with,
        compared.schools,
        compared.value,
        compared.expected_value,
        compared.allowed_difference,
        abs(compared.value - compared.expected_value) as difference,
        comments.reporter_id is not null as has_comment
    from compared
    inner join reporters
        on
            compared.municipality = reporters.municipality
            and compared.reporter_id = reporters.reporter_id
    left join comments
        on
            compared.municipality = comments.municipality
            and compared.collection = comments.collection
            and compared.reporter_id = comments.reporter_id

)

select * from final
