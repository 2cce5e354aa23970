"""A school year of two municipalities, taken in and built: every state, every form, every indicator of a form."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import duckdb
import openpyxl
import pytest

from ingest.calendar import entries
from ingest.forms.definition import load_form
from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace
from orchestration.board_letters import write_missing, write_status
from orchestration.demonstration import demonstrate
from orchestration.status import read_status
from orchestration.status_screen import show_status

pytestmark = pytest.mark.examples


def test_every_state_is_there_in_both_municipalities(built_year: duckdb.DuckDBPyConnection) -> None:
    rows = built_year.execute(
        "select municipality, state, count(*), count(*) filter (is_late), bool_and(is_demo) "
        "from marts.submissions where municipality is not null group by all order by all"
    ).fetchall()
    assert rows == [
        ("kraslava", "accepted", 167, 17, True),
        ("kraslava", "accepted_partly", 8, 0, True),
        ("kraslava", "duplicate", 4, 0, True),
        ("kraslava", "refused", 4, 4, True),
        ("kraslava", "rejected", 8, 0, True),
        ("ludza", "accepted", 151, 17, True),
        ("ludza", "accepted_partly", 7, 0, True),
        ("ludza", "duplicate", 6, 0, True),
        ("ludza", "refused", 4, 4, True),
        ("ludza", "rejected", 7, 0, True),
    ]


def test_files_that_say_nothing_of_themselves_belong_to_nobody(built_year: duckdb.DuckDBPyConnection) -> None:
    rows = built_year.execute(
        "select rule_id, count(*) from marts.findings inner join marts.submissions using (receipt_id) "
        "where submissions.municipality is null group by all order by all"
    ).fetchall()
    assert rows == [("workbook_damaged", 4), ("workbook_is_text", 4)]


def test_every_form_counts_in_the_marts(built_year: duckdb.DuckDBPyConnection) -> None:
    rows = built_year.execute(
        "select form, count(*) from marts.submissions where is_current group by all order by all"
    ).fetchall()
    assert rows == [
        ("activity_log", 105),
        ("board_values", 6),
        ("referral_counts", 49),
        ("school_report", 46),
        ("survey_results", 39),
        ("task_report", 78),
    ]


def test_every_indicator_has_a_reported_value_of_the_year(built_year: duckdb.DuckDBPyConnection) -> None:
    rows = built_year.execute(
        """
        select distinct municipality, indicator_nr, breakdown from marts.dim_indicator
        anti join (
            select * from marts.fct_indicator_value
            where value is not null and value_source <> 'observation' and period in ('2024', '2024/2025')
        ) using (municipality, indicator_nr, breakdown)
        where municipality in ('kraslava', 'ludza')
        """
    ).fetchall()
    assert rows == []


def test_every_activity_with_a_number_in_its_planned_result_was_logged(built_year: duckdb.DuckDBPyConnection) -> None:
    rows = built_year.execute(
        """
        select municipality, count(*), count(*) filter (log_entries > 0) from marts.table_4_4
        semi join (select municipality, activity_nr from marts.dim_activity_target) using (municipality, activity_nr)
        where results_year = 2025 and municipality in ('kraslava', 'ludza')
        group by all order by all
        """
    ).fetchall()
    assert rows == [("kraslava", 10, 10), ("ludza", 17, 17)]


def test_error_workbooks_and_publications_say_that_they_are_examples(year: Workspace, published: Path) -> None:
    books = sorted(year.quarantine.glob("*/kļūdas.xlsx"))
    assert len(books) == 30
    for sheet in openpyxl.load_workbook(books[0]):
        if sheet.sheet_state == "visible":
            assert sheet["A1"].value.startswith("PARAUGDATI"), sheet.title
    assert "PARAUGDATI" in (published / "index.html").read_text(encoding="utf-8")


def test_every_letter_says_that_it_is_about_examples(year: Workspace) -> None:
    letters = sorted(year.outbox.rglob("*.eml"))
    assert len(letters) == 38  # to the 30 forms sent back and the 8 that came too late
    for path in letters:
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert str(letter["Subject"]).startswith("PARAUGDATI – PMP dati: "), path
        assert next(letter.iter_parts()).get_content().startswith("PARAUGDATI – "), path


def test_status_says_that_files_are_examples(
    built_year: duckdb.DuckDBPyConnection,
    year: Workspace,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = read_status(year, "2024/2025-S1", "kraslava")
    assert (len(shown.owed), len(shown.not_taken)) != (0, 0)
    assert {one.is_demo for one in shown.owed if one.state != "none"} == {True}
    assert {one.is_demo for one in shown.not_taken} == {True}
    show_status(shown, year.inbox, "lv")
    assert capsys.readouterr().out.startswith("! PARAUGDATI: iestādes ir īstas")
    show_status(read_status(year, "2024/2025-S1", "smiltene"), year.inbox, "lv")
    assert "PARAUGDATI" not in capsys.readouterr().out


def test_nothing_is_invented_where_something_was_received(year: Workspace, workspace: Workspace) -> None:
    workspace.inbox.mkdir(parents=True)
    (workspace.inbox / "skola.xlsx").write_bytes(b"")
    assert demonstrate(workspace) is None
    assert [path.name for path in workspace.inbox.iterdir()] == ["skola.xlsx"]


def test_the_board_is_told_who_has_not_reported(
    built_year: duckdb.DuckDBPyConnection, year: Workspace, registry: RawRegistry
) -> None:
    (due,) = entries(registry, "ludza", date(2025, 6, 20), date(2025, 6, 20))
    subject, text = told(write_status(year, due, date(2025, 6, 21)))
    assert subject == "PARAUGDATI – PMP dati 2024/2025-S2: iesniegšanas termiņš 20.06.2025."
    assert "kas ir iesniedzis un kas nav, 21.06.2025. no rīta." in text
    owed = f"{OWED} where municipality = 'ludza' and collection = '2024/2025-S2'"
    (counts,) = built_year.execute(
        f"select count(*) filter (state like 'accepted%'), count(*), count(*) filter (is_late) {owed}"
    ).fetchall()
    assert "Saņemtas veidlapas: {} no {}, no tām vēlu {}.".format(*counts) in text
    assert bullets(text, "Nav iesniegts vai nav uzņemts:") == by_reporter(
        built_year, f"{owed} and state not like 'accepted%'"
    )
    assert bullets(text, "Uzņemta tikai daļa rindu:") == by_reporter(
        built_year, f"{owed} and state = 'accepted_partly'"
    )
    assert bullets(text, "Kāpēc nav uzņemts:")


def test_a_draft_comes_with_the_list_of_what_it_lacks(
    built_year: duckdb.DuckDBPyConnection, year: Workspace, registry: RawRegistry
) -> None:
    (draft,) = entries(registry, "ludza", date(2026, 12, 1), date(2026, 12, 1))
    subject, text = told(write_missing(year, draft, draft.day))
    assert subject == "PARAUGDATI – PMP 2025. gada rezultāti: publikācijas melnraksts un kā tajā trūkst"
    assert "publication/ludza/2025/draft\nMēnesis ir mūsu pieņēmums." in text
    rows = built_year.execute(
        f"select reporter_name, form, collection {OWED} where municipality = 'ludza' and state not like 'accepted%' "
        "and collection in ('2024/2025-S1', '2024/2025-S2', '2024/2025-R', '2025/2026-S1')"
    ).fetchall()
    (heading,) = [line for line in text.splitlines() if line.startswith("Veidlapas, kas nav saņemtas")]
    assert heading.endswith(f"(ziņotāji: {len({name for name, *_ in rows})}):")
    listed = {
        (line.partition(": ")[0], form_and_collection)
        for line in bullets(text, heading)
        for form_and_collection in line.partition(": ")[2].split(", ")
    }
    assert listed == {(name, f"{load_form(form).title.lv} {collection}") for name, form, collection in rows}
    for start, counted in {
        "Aktivitātes, par kurām nav datu": "table_4_4 where achievement_status = 'no_data'",
        "Rādītāji bez jauniem datiem": "indicator_progress where progress_status = 'no_data'",
        "Uzdevumi, par kuriem nav ziņu": "task_status where task_status = 'unknown'",
        "Teksti, kuri darba grupai vēl jāpārskata": "text_review where (is_open or is_outdated)",
    }.items():
        (count,) = built_year.execute(
            f"select count(*) from marts.{counted} and municipality = 'ludza' and results_year = 2025"  # noqa: S608
        ).fetchone() or (0,)
        assert (f"{start} ({count}):" in text) == (count > 0), (start, count)


OWED = "from marts.collection_status inner join marts.dim_reporter using (municipality, reporter_id)"


def told(letter: Path) -> tuple[str, str]:
    """Subject and text of a letter, which then goes away: other tests count letters."""
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    letter.unlink()
    (text,) = message.iter_parts()
    return str(message["Subject"]), text.get_content()


def bullets(text: str, heading: str) -> list[str]:
    (part,) = [part for part in text.split("\n\n") if part.startswith(heading)]
    return [line.removeprefix("• ") for line in part.strip().splitlines()[1:]]


def by_reporter(connection: duckdb.DuckDBPyConnection, owed: str) -> list[str]:
    rows = connection.execute(
        f"select reporter_name, list(form order by form) {owed} group by reporter_name, reporter_kind "
        "order by reporter_kind <> 'school', reporter_name collate lv"
    ).fetchall()
    return [f"{name}: {', '.join(load_form(form).title.lv for form in forms)}" for name, forms in rows]
