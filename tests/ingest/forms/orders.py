"""Orders for form workbooks of an invented school."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.breakdowns import Addressee
from ingest.forms.definition import load_form
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Collection, Deadlines

RULE_WORDS = {rule_id: f"nesakrīt ({rule_id})" for rule_id in arithmetic_rules()}
LONG_NAME = "Atbalsta grupas vecākiem, kuru bērni uzsāk mācības pirmajā, piektajā vai desmitajā klasē"


def order_for(form: str, collection: str = "2024/2025-S1", **changes: Any) -> FormOrder:
    """An order for a school with two stages and two tasks."""
    order: dict[str, Any] = {
        "form": load_form(form),
        "collection": Collection.parse(collection),
        "municipality": "ezers",
        "municipality_name": "Ezera novads",
        "reporter_id": "4200000000",
        "reporter_name": "Ezera vidusskola",
        "registration_number": "4200000000",
        "deadlines": Deadlines(dt.date(2025, 1, 2), dt.date(2025, 1, 31), dt.date(2025, 2, 28)),
        "addressee": Addressee("school", ("basic.full_time", "upper_secondary.full_time"), ("1.1.1", "2.1")),
        "activities": (("1.1", "Bukleti"), ("1.10", LONG_NAME)),
        "tasks": (("1.1.1", "Bukletu izstrāde"), ("2.1", "Nometne")),
    }
    return FormOrder(**{**order, **changes})
