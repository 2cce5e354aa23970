"""The texts of a build: every one is drafted from facts, the same from the same, or there is no warehouse."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration import drafting, warehouse
from publication.disclosure.published import counts_of, readers_of
from publication.disclosure.sources import FORESEEN, MARTS, foresee_marts
from publication.drafting import facts_name
from tests.product import rows

pytestmark = pytest.mark.slow


def test_every_activity_has_each_text_in_every_year_of_its_plan(built: Workspace) -> None:
    missing = """
        select activity_key, results_year, field
        from marts.table_4_4
        cross join (values ('achieved_result'), ('impact_assessment'), ('factor_analysis')) as fields (field)
        anti join marts.narrative using (municipality, plan_id, results_year, activity_key, field)
    """
    assert rows(built, missing) == []
    assert rows(built, "select 3 * count(*) from marts.table_4_4") == rows(
        built, "select count(*) from marts.narrative"
    )
    # Nothing was reported: there is nothing to say.
    assert rows(built, "select count(drafted_text), count(text), bool_or(is_open) from marts.narrative") == [
        (0, 0, False)
    ]


def test_the_same_facts_give_the_same_texts_and_names(reported: Workspace) -> None:
    with duckdb.connect(warehouse.real_path(reported), read_only=True) as connection:
        drafted = drafting.drafted_rows(connection, reported)
    found = rows(reported, "select activity_key, results_year, field, drafted_text, facts from marts.narrative")
    assert sorted((row["activity_key"], row["results_year"], row["field"], row["facts"]) for row in drafted) == sorted(
        (key, year, field, facts) for key, year, field, _, facts in found
    )
    assert {row["drafted_text"] for row in drafted} == {text for _, _, _, text, _ in found}


@pytest.mark.parametrize("municipality", ["aizkraukle", "kraslava", "ludza", "riga", "smiltene"])
def test_what_is_hidden_is_foreseen_as_the_marts_have_it(reported: Workspace, municipality: str) -> None:
    """A text that is drafted before there are marts says no number that a publication hides."""
    with duckdb.connect(warehouse.real_path(reported), read_only=True) as connection:
        foresee_marts(connection)
        foreseen, counts = (counts_of(connection, municipality, schema) for schema in (FORESEEN, MARTS))
        assert len(counts.cells) >= 10
        assert (sorted(foreseen.cells, key=repr), set(foreseen.relations)) == (
            sorted(counts.cells, key=repr),
            set(counts.relations),
        )
        assert readers_of(connection, municipality, foreseen, FORESEEN) == readers_of(connection, municipality, counts)


def test_facts_have_another_name_only_when_they_are_others() -> None:
    name = facts_name([(0.1 + 0.2, "a")])
    assert len(name) == 16
    assert name == facts_name([(0.3, "a")])
    assert name != facts_name([(0.31, "a")])
    assert name != facts_name([(0.3, "b")])
    assert name != facts_name([])


def test_a_text_that_cannot_be_made_leaves_no_warehouse(
    built: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> Any:
        raise KeyError("a phrase that is gone")

    building = Workspace(tmp_path)
    shutil.copytree(warehouse.real_path(built).parent, building.build)
    with warehouse.connect_build(building) as connection:
        connection.execute("delete from meta.check_result where check_id = 'texts_drafted'")
    monkeypatch.setattr(drafting, "drafted_rows", breaks)
    with pytest.raises(KeyError):
        drafting.draft_build(building)
    assert not building.drafted_texts.exists()
    with pytest.raises(InputError) as refused:
        warehouse.refuse_unless_sound(building)
    assert [(problem.rule_id, problem.value) for problem in refused.value.problems] == [
        ("build_refused", "texts_drafted")
    ]
