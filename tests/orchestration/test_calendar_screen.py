"""`pmp calendar`: what happens when, on the screen."""

from __future__ import annotations

import pytest

from ingest.workspace import Workspace
from orchestration.cli import main

pytestmark = pytest.mark.usefixtures("workspace")


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    monkeypatch.setenv("COLUMNS", "400")
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 0
    return [
        " | ".join(part for part in line.split("  ") if part.strip()) for line in capsys.readouterr().out.splitlines()
    ]


def test_a_year_of_one_municipality(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(capsys, monkeypatch, "calendar", "--municipality", "riga", "--year", "2026")
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert "Rīgas valstspilsēta, 2026. gads" in text
    assert "02.01.2026. | ● veidlapas un uzaicinājumi: 2025/2026-S1 | Plāns datu iegūšanas laiku nenosaka" in text
    assert "28.02.2026. | ● noslēgums, pārvaldei saraksts, kas iesniedzis: 2025/2026-S1 | ″" in text
    assert "01.12.2026. * | ● publikācijas melnraksts par 2025. gadu un kā tajā trūkst | „Šīs" in text
    assert "gada laikā, 2 reizes | darba grupas sanāksme (IKSD) | „IKSD saistībā ar Plāna ieviešanas uzraudzību" in text
    assert "gada laikā | starpposma izvērtējums | „2026. gadā tiek veikts" in text


def test_all_five_in_english(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(capsys, monkeypatch, "--lang", "en", "calendar", "--year", "2027")
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert [line for line in lines if line.endswith(", 2027")] == [
        "Aizkraukles novads, 2027",
        "Krāslavas novads, 2027",
        "Ludzas novads, 2027",
        "Rīgas valstspilsēta, 2027",
        "Smiltenes novads, 2027",
    ]
    assert text.count("● due, list for the board of who has reported: 2026/2027-S2") == 5
    assert text.count("the plan does not ask for it; the time is our assumption") == 3
    assert "September | final report | “Noslējuma ziņojums tiek sagatavots 2027.gada septembrī.” (4)" in text
    assert "August * | meeting of the working group (Izglītības pārvalde) | “Prezentē to" in text


def test_a_year_without_a_plan_and_a_municipality_that_nobody_knows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    assert "Šim gadam plāna nav." in shown(capsys, monkeypatch, "calendar", "--municipality", "ludza", "--year", "2040")
    with pytest.raises(SystemExit) as ended:
        main(["calendar", "--municipality", "liepaja", "--year", "2026"])
    assert ended.value.code == 2
    assert "pašvaldības «liepaja» nav → pieejamās: aizkraukle" in capsys.readouterr().err
    assert not workspace.inbox.exists()
