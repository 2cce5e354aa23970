"""Plan workbooks for tests: the five real plans, and an invented municipality typed into the empty workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.plans.registry import RawPlan, read_plan
from ingest.plans.workbook.layout import Catalogue, workbook_layout
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
from ingest.problems import InputError, Problem
from ingest.workspace import PRODUCT
from quality.messages import in_words

REAL_PLANS = ["aizkraukle", "kraslava", "ludza", "riga", "smiltene"]
FILE = "plāns.xlsx"

PARAUGA: dict[str, list[dict[str, Any]]] = {
    "Mērķi": [
        {"Mērķa nr.": "1", "Prevencijas līmenis": "universālā", "Mērķa nosaukums": "Vecāku atbalsts",
         "Sagaidāmie rezultāti": "Vecāki zina, kur meklēt palīdzību.\nVecāki piedalās skolas dzīvē."},
        {"Mērķa nr.": "2", "Prevencijas līmenis": "pielāgotā", "Mērķa nosaukums": "Individuāls atbalsts"},
    ],
    "Rādītāji": [
        {"Rādītāja nr.": "1", "Rādītāja nosaukums": "Priekšlaicīgi mācības pārtraukušo īpatsvars",
         "Prevencijas līmenis": "pielāgotā", "Dalījums": "pamatskolas posms", "Dalījums plānā": "psk. posmā",
         "Kataloga rādītājs": "Priekšlaicīgi mācības pārtraukušo īpatsvars", "Mērvienība": "procenti",
         "Vēlamais virziens": "jo mazāk, jo labāk", "Bāzes vērtība": "1,5% (2023)",
         "Sasniedzamā vērtība pirmajā gadā": "1%", "Sasniedzamā vērtība otrajā gadā": "<0,5%",
         "Datu avots": "VIIS", "Mērķi": "1, 2"},
        {"Rādītāja nr.": "1", "Rādītāja nosaukums": "Priekšlaicīgi mācības pārtraukušo īpatsvars",
         "Prevencijas līmenis": "pielāgotā", "Dalījums": "vidusskolas posms", "Dalījums plānā": "vsk. posmā",
         "Kataloga rādītājs": "Priekšlaicīgi mācības pārtraukušo īpatsvars", "Mērvienība": "procenti",
         "Vēlamais virziens": "jo mazāk, jo labāk", "Bāzes vērtība": "tiks noteikta 2024. gadā",
         "Sasniedzamā vērtība pirmajā gadā": "samazināts", "Sasniedzamā vērtība otrajā gadā": "samazināts"},
    ],
    "Aktivitātes": [
        {"Aktivitātes nr.": "1.1", "Mērķa nr.": "1", "Aktivitātes nosaukums": "Vecāku vakari",
         "Plānotais rezultāts": "Vismaz 5 pasākumi gadā", "Atbildīgā institūcija": "Izglītības pārvalde",
         "Īstenošanas gadi": "2024–2026", "Plānotais finansējums": "1000 EUR"},
        {"Aktivitātes nr.": "1.10", "Mērķa nr.": "1", "Aktivitātes nosaukums": "Buklets",
         "Plānotais rezultāts": "Buklets, kas tiek papildināts"},
        {"Aktivitātes nr.": "2.1", "Mērķa nr.": "2", "Aktivitātes nosaukums": "Konsultācijas",
         "Plānotais rezultāts": "3 konsultācijas katram pedagogam gadā"},
    ],
    "Uzdevumi": [
        {"Uzdevuma nr.": "1.1.1", "Aktivitātes nr.": "1.1", "Uzdevums": "Sarīkot vakarus",
         "Izpildes termiņš": "2024. gada janvāris – 2026. gada decembris", "Izpildītājs": "Skolas"},
    ],
    "Resursi": [
        {"Aktivitātes nr.": "1.1", "Nepieciešamie resursi": "Lektori", "Finanšu avots": "Pašvaldības budžets"},
        {"Aktivitātes nosaukums": "Nometne, kuras aktivitāšu plānā nav"},
    ],
    "Kalendārs": [
        {"Notikums": "rezultātu publicēšana", "Reizes gadā": 1, "Mēnesis": 12, "Plāna teikums": "Publicē decembrī."},
    ],
    "Ziņotāji": [
        {"Ziņotāja kods": "4312900001", "Nosaukums": "Parauga vidusskola", "Veids": "skola",
         "Izglītības posmi": "pamatskola, vidusskola", "Veidlapas": "skolas pārskats, aktivitāšu žurnāls"},
    ],
    "Izpildītāji": [
        {"Nosaukums plānā": "Skolas", "Visi ziņotāji ar veidu": "skola"},
    ],
    "Termiņi": [
        {"Pārskata periods": "1. pusgads", "Pieņem no": "03.01.", "Iesniegt līdz": "30.01.", "Pieņem līdz": "27.02."},
        {"Pārskata periods": "2. pusgads un viss mācību gads", "Pieņem no": "02.06.", "Iesniegt līdz": "19.06.",
         "Pieņem līdz": "14.07."},
        {"Pārskata periods": "rudens precizējums", "Pieņem no": "01.09.", "Iesniegt līdz": "19.09.",
         "Pieņem līdz": "29.09."},
    ],
}  # fmt: skip
PARAUGA_FORM: dict[str, Any] = {
    "Pašvaldības kods": "parauga",
    "Pašvaldības nosaukums": "Parauga novads",
    "Plāna versijas kods": "parauga-2024",
    "Plāna nosaukums": "Parauga novada plāns",
    "Perioda pirmā diena": "01.01.2024.",
    "Perioda pēdējā diena": "31.12.2027",
    "Par uzraudzību atbildīgā institūcija": "Parauga novada Izglītības pārvalde",
    "Spēkā no": "2024-01-01",
    "Pirmais rādītāju gads": 2025,
    "Otrais rādītāju gads": 2027,
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    with (PRODUCT / "dbt_project" / "seeds" / "indicator_catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [(row["indicator_key"], row["name_lv"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="session", params=REAL_PLANS)
def real_plan(request: pytest.FixtureRequest) -> RawPlan:
    return read_plan(PRODUCT / "plans" / request.param / f"{request.param}-2024")


@pytest.fixture(scope="session")
def ludza() -> RawPlan:
    return read_plan(PRODUCT / "plans" / "ludza" / "ludza-2024")


@pytest.fixture(scope="session")
def parauga(catalogue: Catalogue) -> bytes:
    """The invented plan, typed by a person who only knows the headings."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(None, catalogue)))
    form = book[workbook_layout().form.sheet]
    questions = {str(row[0].value).removesuffix(" *"): row[1] for row in form.iter_rows(min_row=2)}
    for question, answer in PARAUGA_FORM.items():
        questions[question].value = answer
    for sheet, rows in PARAUGA.items():
        columns = {str(cell.value).removesuffix(" *"): cell.column for cell in book[sheet][1]}
        for number, row in enumerate(rows, start=2):
            for heading, value in row.items():
                book[sheet].cell(number, columns[heading], value)
    return saved(book)


Edit = Callable[[openpyxl.Workbook], object]


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def edited(content: bytes, change: Mapping[str, Any] | Edit) -> bytes:
    """The workbook with some cells (`Mērķi!A2`) or something else changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    if callable(change):
        change(book)
    else:
        for place, value in change.items():
            sheet, cell = place.split("!")
            book[sheet][cell].value = value
    return saved(book)


@pytest.fixture
def problems_of(catalogue: Catalogue) -> Callable[[bytes], list[Problem]]:
    """What reading a workbook complains about; nothing where it is read."""

    def read(content: bytes) -> list[Problem]:
        try:
            read_workbook(content, FILE, catalogue)
        except InputError as error:
            for problem in error.problems:  # a message that lacks a placeholder's value raises here
                in_words(problem, "lv")
                in_words(problem, "en")
            return list(error.problems)
        return []

    return read


@pytest.fixture
def plan_from(catalogue: Catalogue, tmp_path: Path) -> Callable[[bytes], RawPlan]:
    """The plan version that the registry reads after a workbook was taken in."""

    def take_in(content: bytes) -> RawPlan:
        return read_plan(read_workbook(content, FILE, catalogue).write(tmp_path / "plans"))

    return take_in
