"""The rows of the results table as they may leave the house, and how far their texts have been reviewed."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from publication.narrative_rows import Texts

ACTIVITIES = """
    select results.* exclude (achieved_result, impact_assessment, factor_analysis),
        plan.planned_result_place, plan.responsible,
        (
            select min(readings.place) from marts.dim_activity_reading as readings
            where (readings.municipality, readings.plan_id, readings.activity_nr, readings.field, readings.text)
                = (plan.municipality, plan.plan_id, plan.activity_nr, 'responsible', plan.responsible)
        ) as responsible_place,
        texts.achieved_result, texts.impact_assessment, texts.factor_analysis,
        coalesce(texts.open_texts, []) as open_texts, coalesce(texts.outdated_texts, []) as outdated_texts,
        coalesce(texts.unwanted_texts, []) as unwanted_texts
    from marts.table_4_4 as results
    inner join marts.dim_activity as plan using (municipality, plan_id, activity_nr)
    left join (
        select municipality, plan_id, results_year, activity_key,
            max(publishable_text) filter (field = 'achieved_result') as achieved_result,
            max(publishable_text) filter (field = 'impact_assessment') as impact_assessment,
            max(publishable_text) filter (field = 'factor_analysis') as factor_analysis,
            list(field order by field) filter (is_open) as open_texts,
            list(field order by field) filter (is_reviewed and publishable_text is null) as unwanted_texts,
            list(field order by field) filter (is_outdated) as outdated_texts
        from marts.narrative
        group by all
    ) as texts
        on (texts.municipality, texts.plan_id, texts.results_year, texts.activity_key)
        = (results.municipality, results.plan_id, results.results_year, results.activity_key)
"""
"""Of the texts only what may be published."""

_TEXTS = """
    select subject_kind, count(*) filter (is_reviewed), count(*) filter (is_open), count(*) filter (is_outdated)
    from marts.text_review
    where municipality = $municipality and plan_id = $plan_id and results_year = $results_year
    group by subject_kind
"""
_SUBJECT_KINDS = ("activity", "task", "proposal")


def count_texts(connection: duckdb.DuckDBPyConnection, of_year: Mapping[str, object]) -> dict[str, Texts]:
    """Count the texts of a plan in a results year by what they are about and what became of their review."""
    counted = {kind: Texts(*counts) for kind, *counts in connection.execute(_TEXTS, dict(of_year)).fetchall()}
    return {kind: counted.get(kind, Texts(0, 0, 0)) for kind in _SUBJECT_KINDS}
