"""What the working group of Ludza said of the texts of 2025: of one note as it is, of a result on older facts."""

from __future__ import annotations

import datetime as dt
import hashlib

from ingest.submissions.landing import land_run
from ingest.submissions.reviews import ReviewRows, land_review
from ingest.submissions.standing import Receipt
from ingest.workspace import Workspace

SUBMISSION = "00000000000000aa"
NOTE = "Nolasītas visas lekcijas."
REVIEWED_NOTE = "Lekcijas notikušas. =1+1 <script>alert(1)</script>"
REVIEWED_RESULT = "Darba grupas vārdi par lekcijām."
_AT = dt.datetime(2026, 2, 3, 9, tzinfo=dt.UTC)


def deliver_review(workspace: Workspace) -> None:
    """Let one review arrive."""
    owner = {
        "submission_id": SUBMISSION,
        "municipality": "ludza",
        "plan_id": "ludza-2024",
        "results_year": 2025,
        "reviewed_by": "Darba grupa",
        "reviewed_on": dt.date(2026, 2, 2),
        "received_at": _AT,
        "sheet": "Tabula 4.4",
    }
    of_note = hashlib.sha256(NOTE.encode()).hexdigest()[:16]
    texts = [
        ("task", "1.3", "note", REVIEWED_NOTE, of_note),
        ("activity", "ludza-2024-1.3", "achieved_result", REVIEWED_RESULT, "0" * 16),
    ]
    columns = ("subject_kind", "subject_key", "field", "reviewed_text", "facts")
    rows = [{**dict(zip(columns, text, strict=True)), "cell": f"J{row}"} for row, text in enumerate(texts, start=7)]
    land_review(workspace, ReviewRows(owner, rows))
    receipt = Receipt(
        receipt_id=SUBMISSION,
        channel="command",
        file_name="pārskatīts.xlsx",
        received_at=_AT,
        received_on=_AT.date(),
        submission_id=SUBMISSION,
        form="review",
        form_version=1,
        municipality="ludza",
        reporter_id=None,
        collection=None,
        state="accepted",
        rule_id=None,
        is_late=False,
        counts=True,
        replaces=None,
        rows_in=len(rows),
        rows_accepted=len(rows),
        rows_rejected=0,
    )
    land_run(workspace, [receipt], [])
