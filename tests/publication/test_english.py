"""A publication in English: the same phrases, tables and codes as in Latvian, and a draft without a Latvian phrase."""

import json
import re
from collections.abc import Iterator
from dataclasses import astuple
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest

from ingest.plans.tables import code_list
from ingest.typography import writing_in, written_language
from ingest.workspace import Workspace
from ingest.yaml_file import read_yaml_file
from orchestration.partitions import PublicationKey
from publication.draft import write_draft
from publication.open_data.tables import licence, tables
from publication.phrases import load_phrases
from publication.results import read_results

IN_THE_HOUSE = {"missing", "narrative", "plan_quality", "review", "school_page"}
LATVIAN_PHRASES = load_phrases()
with writing_in("en"):
    ENGLISH_PHRASES = load_phrases()


def texts(value: object, *place: object) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every text in phrases or results, with its place; an index in a list is part of it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, *place, key)
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from texts(part, *place, index)
    elif isinstance(value, str):
        yield place, value


LATVIAN = {place: text for place, text in texts(LATVIAN_PHRASES) if place[0] not in IN_THE_HOUSE}
ENGLISH = dict(texts(ENGLISH_PHRASES))


def test_only_what_stays_in_the_house_has_no_english_phrases() -> None:
    assert set(LATVIAN_PHRASES) - set(ENGLISH_PHRASES) == IN_THE_HOUSE
    assert set(ENGLISH) == set(LATVIAN)


def test_every_phrase_is_filled_with_the_same_values() -> None:
    def fillings(text: str) -> list[str]:
        return sorted(re.findall(r"{\w+}|&[PN]", text))

    assert {place: fillings(text) for place, text in ENGLISH.items()} == {
        place: fillings(text) for place, text in LATVIAN.items()
    }


def test_every_phrase_is_translated() -> None:
    same = {
        place[-1] if isinstance(place[-1], str) else place[-2] for place in LATVIAN if LATVIAN[place] == ENGLISH[place]
    }
    # The mark of the level, a proper name, a word of both languages and names of files; the others only hold values.
    assert same == {
        "prevention_level", "SN", "licence", "file", "lacking", "value", "of_level", "text", "statuses", "sources",
    }  # fmt: skip


def test_statuses_of_the_plain_sentences_are_codes_and_stay() -> None:
    codes = {place: text for place, text in LATVIAN.items() if "statuses" in place}
    assert codes
    assert {place: ENGLISH[place] for place in codes} == codes


def test_every_noun_has_a_form_after_one_and_one_after_other_numbers() -> None:
    pairs: dict[tuple[object, ...], set[object]] = {}
    for place in ENGLISH:
        if place[:2] in {("achieved", "measures"), ("achieved", "people")} or place[-2] in {"nouns", "institutions"}:
            pairs.setdefault(place[:-1], set()).add(place[-1])
    assert len(pairs) > 30
    assert all(forms == {0, 1} for forms in pairs.values())


def test_every_table_and_column_of_the_data_has_an_english_name() -> None:
    folder = Path("publication/open_data")
    english, latvian = read_yaml_file(folder / "tables.en.yml"), tables()
    assert {name: list(words["columns"]) for name, words in english["tables"].items()} == {
        table.name: [column.name for column in table.columns if not column.shared] for table in latvian
    }
    assert list(english["shared_columns"]) == [column.name for column in latvian[0].columns if column.shared]
    with writing_in("en"):
        translated = tables()
        assert licence().title.startswith("Creative Commons Attribution 4.0")
    assert max(len(table.sheet) for table in translated) <= 31
    assert [(table.path, table.key) for table in translated] == [(table.path, table.key) for table in latvian]
    assert tables() == latvian


def test_codes_have_the_same_labels_to_choose_from() -> None:
    for name in read_yaml_file(Path("ingest/plans/codes.en.yml")):
        assert list(code_list(name, "en")) == list(code_list(name))


def test_the_language_ends_with_the_work() -> None:
    with pytest.raises(KeyError), writing_in("en"):
        load_phrases()[written_language()]
    assert written_language() == "lv"


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (PublicationKey("ludza", 2025), "ludza/2025"),
        (PublicationKey("ludza", 2025, "slides"), "ludza/2025/slides"),
        (PublicationKey("ludza", 2025, language="en"), "ludza/2025/en"),
        (PublicationKey("ludza", 2025, "slides", "en"), "ludza/2025/slides/en"),
    ],
)
def test_the_key_of_a_publication_names_its_language(key: PublicationKey, written: str) -> None:
    assert str(key) == written
    assert PublicationKey.parse(written) == key


@pytest.fixture
def english(marts, tmp_path) -> Path:
    return write_draft(marts, Workspace(tmp_path), "ezerzeme", 2024, "f1", language="en").folder


def test_the_page_is_english_but_for_the_texts_of_the_plan(marts, english) -> None:
    assert english.parts[-5:] == ("publication", "ezerzeme", "2024", "en", "draft")
    page = (english / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    headings = re.findall(r"<h[12]>(.*?)</h[12]>", page)
    assert headings[0] == "Prevention of early school leaving in 2024"
    for section in ("plain", "goals", "table", "indicators", "data", "tasks", "money", "referrals", "method"):
        assert ENGLISH[section, "title"] in headings
    told = " ".join(_shown(page))
    assert all(
        words in told for words in ("1 January 2024 – 31 December 2024", "Activity execution log", "orphan's court")
    )
    printed = " ".join(text for _, text in texts(astuple(read_results(marts, "ezerzeme", 2024))))
    known = printed + " ".join(ENGLISH.values())
    left = {
        part
        for text in LATVIAN.values()
        for part in re.split(r"{\w+}", text)
        if _has_word(part) and _is_in(part.strip(), told) and not _is_in(part.strip(), known)
    }
    assert left == set()


def _shown(page: str) -> Iterator[str]:
    """What a page says: its texts, and the attributes that are read out."""
    body = re.sub(r"<style>.*?</style>|src=\"[^\"]*\"", "", page, flags=re.S)
    yield from re.findall(r"(?:alt|aria-label|content|data-label)=\"([^\"]*)\"", body)
    yield unescape(re.sub(r"<[^>]+>", " ", body))


def _has_word(text: str) -> bool:
    return re.search(r"[^\W\d_]{3}", text) is not None


def _is_in(part: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", re.sub(r"\s+", " ", text)) is not None


def test_the_other_files_say_that_they_are_english(english) -> None:
    with pikepdf.open(english / "rezultati.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"
    assert docx.Document(str(english / "tabula-4-4.docx")).core_properties.language == "en-GB"
    assert '<div lang="en"' in (english / "lapai.html").read_text(encoding="utf-8")
    assert _described(english / "datapackage.json")["language"] == "en"
    described = _described(english / "dcat.jsonld")
    assert described["dct:title"]["@language"] == "en"
    assert described["dct:publisher"]["foaf:name"] == {"@language": "lv", "@value": "Ezerzemes novads"}
    assert [language["@id"][-3:] for language in described["dct:language"]] == ["ENG", "LAV"]
    for name in ("dati.xlsx", "tabula-4-4.xlsx"):
        assert openpyxl.load_workbook(english / name).custom_doc_props["language"].value == "en"


def test_the_workbooks_have_english_headings(english) -> None:
    table = openpyxl.load_workbook(english / "tabula-4-4.xlsx").active
    headings = [cell.value for cell in table[5]]
    assert headings == [
        "PL", "Goal", "Activity", "Invested funding (EUR)", "Planned result", "Achieved result", "Impact assessment",
        "Factor analysis",
    ]  # fmt: skip
    data = openpyxl.load_workbook(english / "dati.xlsx")
    assert data.sheetnames[:3] == ["Read me", "Results", "Goals"]
    assert [cell.value for cell in data["Goals"][3]] == ["List", "Goal No.", "Prevention level", "Goal"]
    assert {cell.value for cell in data["Cases of institutions"]["A"][3:]} == {"orphan's court", "pašvaldības policija"}


def _described(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
