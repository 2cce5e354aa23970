"""Personal data planted wherever a person can type: in no file but the original, on no screen, in no table."""

from __future__ import annotations

import email
import html
import io
import zipfile
from email.message import Message
from pathlib import Path

import duckdb
import pytest
from form_workbook import filled
from inbox import OPENED, collect, order_of, put, rows_balance
from pyarrow import parquet

from ingest.workspace import Workspace
from orchestration import job, warehouse
from orchestration.cli import main
from orchestration.expectation import Expectation

# Nobody's: only the check digit of the codes is right, and the numbers belong to nobody we know.
PLANTED = ("020395-11115", "02039511115", "321234-56789", "29123456", "anna.paraugs@skola.lv", "Jānis Paraudziņš")
STOPPING = "Bērns 020395-11115 un 321234-56789, zvanīt 29123456, anna.paraugs@skola.lv"
WARNING = "Saruna ar skolēnu Jānis Paraudziņš par kavējumiem"


def plant(workspace: Workspace, expectation: Expectation) -> None:
    report, log = order_of(expectation, "school_report", "2024/2025-S2"), order_of(expectation, "activity_log")
    lines = [{"impact": STOPPING}, {"event": WARNING}, {"participants_parents": "020395-11115"}]
    lines += [{"state": "Jānis Paraudziņš"}, {"activity_nr": "02039511115"}, {"start_date": "29123456"}]
    put(workspace, "Jānis Paraudziņš 020395-11115.xlsx", filled(log, lines={"events": lines, "people": []}))
    put(workspace, "skola/29123456 pārskats.xlsx", filled(report, {"measures_needed": STOPPING}))
    put(workspace, "brīdinājums.xlsx", filled(report, {"measures_needed": WARNING}, break_it=strange_names))


def strange_names(book):
    book.create_sheet("Jānis Paraudziņš")["A1"] = "020395-11115"
    book.create_sheet("020395-11115")["A1"] = "29123456"


def told_in(path: Path) -> str:
    """Everything that can be read out of a file, however it is packed."""
    content = path.read_bytes()
    if path.suffix == ".parquet":
        return str(parquet.read_table(path).to_pylist())
    if path.suffix == ".duckdb":
        return "\n".join(tables_of(path))
    if path.suffix == ".eml":
        return "\n".join([str(part["Subject"]) + decoded(part) for part in email.message_from_bytes(content).walk()])
    return unpacked(content)


def decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return unpacked(payload) if isinstance(payload, bytes) else ""


def unpacked(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = (archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
        return html.unescape("\n".join(texts))  # a letter may be written as its number


def tables_of(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select table_schema, table_name from information_schema.tables").fetchall()
        return [str(connection.execute(f'from "{schema}"."{name}"').fetchall()) for schema, name in tables]


def assert_told_nowhere(workspace: Workspace, screen: str) -> int:
    """Count the files that were searched."""
    own = {"archive", "inbox"}
    files = [path for path in workspace.home.rglob("*") if path.is_file() and not path.is_symlink()]
    files = [path for path in files if path.relative_to(workspace.home).parts[0] not in own]
    for path in files:
        text, name = told_in(path), path.relative_to(workspace.home).as_posix()
        assert [planted for planted in PLANTED if planted in text or planted in name] == [], name
    assert [planted for planted in PLANTED if planted in screen] == []
    return len(files)


def test_planted_data_are_in_no_file_of_an_intake_and_on_no_screen(
    workspace: Workspace, expectation: Expectation, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(workspace, expectation)
    with pytest.raises(SystemExit):
        main(["collect", "--received", "2025-06-10"])
    with pytest.raises(SystemExit):
        main(["check", *(str(path) for path in sorted(workspace.inbox.rglob("*.xlsx")))])
    shown = capsys.readouterr()
    screen = shown.out + shown.err
    assert "●●●" in screen
    rows_balance(workspace)
    searched = assert_told_nowhere(workspace, screen)
    assert searched > 8
    # The search finds what is there: the original still holds it.
    assert any(STOPPING in told_in(path) for path in workspace.archive.rglob("*.xlsx"))


@pytest.mark.slow
def test_planted_data_are_in_no_table_and_no_log_of_a_build(workspace: Workspace, expectation: Expectation) -> None:
    plant(workspace, expectation)
    put(workspace, "žurnāls.xlsx", filled(order_of(expectation, "activity_log"), lines={"events": [{}], "people": []}))
    collect(workspace)
    collect(workspace, OPENED.replace(month=6))
    job.build_warehouse(workspace)
    with duckdb.connect(warehouse.real_path(workspace), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.findings").fetchall() != [(0,)]
    assert assert_told_nowhere(workspace, "") > 30


@pytest.mark.usefixtures("read_once")
def test_what_only_asks_for_a_look_lands_masked(workspace: Workspace, expectation: Expectation) -> None:
    """A line with a name, or with digits like a code, lands without them; words on health land as they were typed."""
    log = order_of(expectation, "activity_log")
    texts = [WARNING, "Līgums 010190-10002", "Bērns ar diagnozi", "Vecāku vakars"]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": [{"event": text} for text in texts], "people": []}))
    (settled,) = collect(workspace)
    assert [finding.problem.rule_id for finding in settled.findings] == [
        "personal_name",
        "personal_code_like",
        "sensitive_health",
    ]
    (path,) = (workspace.landing / "activity_log").rglob("*.parquet")
    assert parquet.read_table(path)["event"].to_pylist() == [
        "Saruna ar skolēnu ●●● par kavējumiem",
        "Līgums ●●●",
        "Bērns ar diagnozi",
        "Vecāku vakars",
    ]


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(
    ("text", "attachments", "says"),
    [
        (STOPPING, 0, "– ✖ lapa „Žurnāls”, šūna C7: datumā «…» gads ir ar diviem cipariem («Sākums») → rakstiet gadu"),
        ("Vecāku vakars", 1, "Kas jālabo, redzams pielikumā"),
    ],
    ids=["personal", "other"],
)
def test_a_letter_about_personal_data_carries_no_attachment(
    workspace: Workspace, expectation: Expectation, text: str, attachments: int, says: str
) -> None:
    log = order_of(expectation, "activity_log")
    lines = [{"impact": text, "start_date": "31.12.24."}]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": lines, "people": []}))
    collect(workspace)
    (letter,) = workspace.outbox.rglob("*.eml")
    parts = [part for part in email.message_from_bytes(letter.read_bytes()).walk() if not part.is_multipart()]
    assert len(parts) == 1 + attachments
    words = decoded(parts[0])
    assert says in words
    assert "31.12.24." not in words
