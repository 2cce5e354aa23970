-- A school's main figures beside what they could be expected to be: the school's own in the collection of the same kind
-- a year before, and what the median share of its municipality's schools makes of its learners. The larger of two
-- bounds is allowed, one in units and one in proportion. What is open on either side is not compared.
with figures as (

    select * from {{ ref('int_school_figures') }}
    where value is not null

),

bounds as (

    select * from {{ ref('figure_bounds') }}

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
    where form = 'school_report' and field_id = 'comment' and trim(value_text) != ''

),

shares as (

    select
        figures.*,
        learners.value as learners,
        figures.value / learners.value as share
    from figures
    inner join figures as learners
        on
            figures.municipality = learners.municipality
            and figures.collection = learners.collection
            and figures.reporter_id = learners.reporter_id
            and figures.education_stage = learners.education_stage
    where learners.measure = 'learners_start' and learners.value > 0

),

medians as (

    select
        municipality,
        collection,
        measure,
        education_stage,
        cast(count(*) as int) as schools,
        median(share) as median_share
    from shares
    group by municipality, collection, measure, education_stage
    having count(*) >= (select max(peers_min.value) from peers_min)

),

compared as (

    select
        figures.*,
        former.value as expected_value,
        cast(null as int) as schools,
        'former' as compared_with,
        greatest(bounds.former_units, bounds.former_pct / 100 * former.value) as allowed_difference
    from figures
    inner join figures as former
        on
            figures.municipality = former.municipality
            and {{ former_collection('figures.collection') }} = former.collection
            and figures.reporter_id = former.reporter_id
            and figures.measure = former.measure
            and figures.education_stage = former.education_stage
    inner join bounds on figures.measure = bounds.measure
    union all
    select
        shares.municipality,
        shares.form,
        shares.collection,
        shares.reporter_id,
        shares.measure,
        shares.education_stage,
        shares.value,
        medians.median_share * shares.learners as expected_value,
        medians.schools,
        'peers' as compared_with,
        greatest(bounds.peers_units, bounds.peers_points / 100 * shares.learners) as allowed_difference
    from shares
    inner join medians
        on
            shares.municipality = medians.municipality
            and shares.collection = medians.collection
            and shares.measure = medians.measure
            and shares.education_stage = medians.education_stage
    inner join bounds on shares.measure = bounds.measure
    where bounds.peers_points is not null

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
