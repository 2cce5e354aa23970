with reported_texts as (

    select * from {{ ref('int_reported_texts') }}

),

reviewed_texts as (

    select * from {{ ref('int_reviewed_texts') }}
    where subject_kind = 'activity'

),

results as (

    select
        *,
        {{ fingerprint("concat_ws('|', achievement_status, cast(achieved_value as string), cast(log_entries as string))") }}
            as facts
    from {{ ref('table_4_4') }}

),

narratives as (

    {% for field in ['achieved_result', 'impact_assessment', 'factor_analysis'] %}
        select
            municipality,
            plan_id,
            results_year,
            activity_key as subject_key,
            '{{ field }}' as field,
            {{ field }} as drafted_text,
            facts
        from results
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        narratives.municipality,
        narratives.plan_id,
        narratives.results_year,
        'activity' as subject_kind,
        narratives.subject_key,
        narratives.field,
        narratives.drafted_text,
        narratives.facts,
        reviewed_texts.reviewed_text,
        reviewed_texts.reviewed_by,
        reviewed_texts.reviewed_on,
        reviewed_texts.field is not null as is_reviewed,
        coalesce(reviewed_texts.facts <> narratives.facts, false) as is_outdated,
        case when reviewed_texts.field is null then narratives.drafted_text else reviewed_texts.reviewed_text end
            as text
    from narratives
    left join reviewed_texts
        on
            narratives.municipality = reviewed_texts.municipality
            and narratives.results_year = reviewed_texts.results_year
            and narratives.subject_key = reviewed_texts.subject_key
            and narratives.field = reviewed_texts.field
    union all
    select
        municipality,
        plan_id,
        results_year,
        subject_kind,
        subject_key,
        field,
        drafted_text,
        facts,
        reviewed_text,
        reviewed_by,
        reviewed_on,
        is_reviewed,
        is_outdated,
        text
    from reported_texts

)

select * from final
