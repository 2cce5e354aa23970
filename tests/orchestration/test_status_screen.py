"""What `pmp status` says where the warehouse knows no file of a collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.periods import Collection
from ingest.typography import Language
from orchestration.status import Status
from orchestration.status_screen import show_status


@pytest.mark.parametrize(
    ("is_old", "language", "words"),
    [
        (True, "lv", "Datu krātuvē par 2024/2025-S2 vēl nav neviena faila."),
        (True, "en", "The warehouse holds no file for 2024/2025-S2 yet."),
        (False, "lv", "Par 2024/2025-S2 vēl nav saņemts neviens ziņotāja fails."),
        (False, "en", "No file of a reporter has been received for 2024/2025-S2 yet."),
    ],
)
def test_only_a_warehouse_of_today_knows_that_nothing_came(
    is_old: bool, language: Language, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = Status(Collection.parse("2024/2025-S2"), False, (), (), is_built=True, is_old=is_old, receipts=1)
    show_status(status, Path("inbox"), language)
    assert capsys.readouterr().out.splitlines()[-1] == words
