"""What one form workbook costs to write; printed by `make bench`.

Processor seconds of the fastest of five; the workbook is that of the first reporter of Rīga that owes it in June 2025.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ingest.forms.definition import FORMS
from ingest.forms.orders import orders_of
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection
from ingest.workspace import Workspace
from orchestration.registry import load_registry
from quality.submissions.sums import rule_words


def first_orders() -> Iterator[FormOrder]:
    """One order a form."""
    with tempfile.TemporaryDirectory() as scratch:
        registry = load_registry(Workspace(Path(scratch)))
    plan = next(plan for plan in registry.plans if plan.header.plan_id == "riga-2024")
    orders = list(orders_of(registry, plan, Collection.parse("2024/2025-S2")))
    for form in FORMS:
        yield next(order for order in orders if order.form.form == form)


def cheapest(order: FormOrder) -> tuple[float, int]:
    """Seconds and bytes of a workbook."""
    words = rule_words()
    seconds, content = [], b""
    for _ in range(5):
        start = time.process_time()
        content = write_form(order, words)
        seconds.append(time.process_time() - start)
    return min(seconds), len(content)


def measure_forms() -> None:
    """Measure and print."""
    for order in first_orders():
        seconds, size = cheapest(order)
        print(f"template {order.form.form:18} {seconds:6.3f} s   {size / 1000:5.1f} kB")
