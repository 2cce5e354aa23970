"""All rules over one plan, and their findings as rows to land."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ingest.plans.landing import TypedRow
from ingest.plans.named_reporters import executors_of
from ingest.plans.registry import RawPlan, RawRegistry
from quality.contradictions.activities import (
    activity_frequency_differs,
    activity_named_differently,
    activity_responsible_differs,
    activity_result_differs,
)
from quality.contradictions.comparison import Contradiction
from quality.contradictions.figures import share_not_from_counts, total_differs_from_parts
from quality.contradictions.goals import (
    goal_in_one_list_only,
    goal_named_differently,
    goal_not_in_table,
    goal_without_indicator,
)
from quality.contradictions.indicators import (
    baseline_not_before_milestone,
    baseline_without_value,
    indicator_without_activity,
    measured_after_milestone,
    target_weaker_than_earlier,
    target_worse_than_baseline,
)
from quality.contradictions.numbering import activity_number_differs, number_jumps, number_repeats
from quality.contradictions.tasks import task_outside_period

Rule = Callable[[RawPlan], Iterator[Contradiction]]

RULES: tuple[Rule, ...] = (
    goal_in_one_list_only,
    goal_not_in_table,
    goal_named_differently,
    goal_without_indicator,
    activity_named_differently,
    activity_result_differs,
    activity_responsible_differs,
    activity_frequency_differs,
    number_jumps,
    number_repeats,
    activity_number_differs,
    baseline_not_before_milestone,
    baseline_without_value,
    target_worse_than_baseline,
    target_weaker_than_earlier,
    measured_after_milestone,
    indicator_without_activity,
    task_outside_period,
    total_differs_from_parts,
    share_not_from_counts,
)
"""In the order in which people read them; the name of a rule is the kind of what it finds."""


def find_contradictions(plan: RawPlan, registry: RawRegistry) -> list[Contradiction]:
    """Everything in which a sound plan contradicts itself.

    Args:
        plan: A version that passed `quality.plan_rules`.
        registry: Where the lists of its municipality say whom printed names mean.

    Returns:
        The findings, rule by rule, each rule's in plan order.
    """
    by_reporter = partial(activity_responsible_differs, executors=executors_of(registry, plan))
    rules = [by_reporter if rule is activity_responsible_differs else rule for rule in RULES]
    return [contradiction for rule in rules for contradiction in rule(plan)]


def contradiction_rows(registry: RawRegistry) -> list[TypedRow]:
    """The contradictions of all plan versions, numbered from 1 within each, as `ingest.plans.landing` takes them."""
    return [
        {
            "municipality": plan.header.municipality,
            "plan_id": plan.header.plan_id,
            "contradiction_nr": number,
            "kind": found.kind,
            "subject": found.subject,
            "place_a": found.a.place or None,
            "text_a": found.a.text or None,
            "place_b": found.b.place or None,
            "text_b": found.b.text or None,
        }
        for plan in registry.plans
        for number, found in enumerate(find_contradictions(plan, registry), start=1)
    ]
