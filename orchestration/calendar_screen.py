"""`pmp calendar` on the screen: a table a municipality of what is done by itself and what the plan asks of people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.calendar import Duty, Entry
from ingest.plans.tables import code_list
from ingest.typography import Language
from quality.messages import shown_date

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "heading": "{}, {}. gads",
        "when": "Kad",
        "what": "Kas",
        "basis": "Pamats",
        "templates": "veidlapas un uzaicinājumi: {}",
        "status_due": "termiņš, pārvaldei saraksts, kas iesniedzis: {}",
        "status_closing": "noslēgums, pārvaldei saraksts, kas iesniedzis: {}",
        "draft": "publikācijas melnraksts par {}. gadu un kā tajā trūkst",
        "quote": "„{}” ({})",
        "times": "gada laikā, {} reizes",
        "in_year": "gada laikā",
        "ours": "plāns to neparedz; laiks ir mūsu pieņēmums",
        "nothing": "Šim gadam plāna nav.",
        "legend": "● – notiek automātiski, kamēr darbojas pmp dev; pārējo pēc plāna dara cilvēki. * – mēnesis ir mūsu "
        "pieņēmums; citur tas ir plānā vai piezīmē par termiņiem.",
    },
    "en": {
        "heading": "{}, {}",
        "when": "When",
        "what": "What",
        "basis": "Basis",
        "templates": "forms and invitations: {}",
        "status_due": "due, list for the board of who has reported: {}",
        "status_closing": "closing, list for the board of who has reported: {}",
        "draft": "draft of the publication about {} and what it lacks",
        "quote": "“{}” ({})",
        "times": "during the year, {} times",
        "in_year": "during the year",
        "ours": "the plan does not ask for it; the time is our assumption",
        "nothing": "There is no plan for this year.",
        "legend": "● – happens by itself while pmp dev runs; the rest people do by the plan. * – the month is our "
        "assumption; elsewhere the plan or a note about the days names it.",
    },
}
_MONTHS: dict[Language, str] = {
    "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "en": "January February March April May June July August September October November December",
}


def show_calendar(name: str, year: int, entries: Sequence[Entry], duties: Sequence[Duty], language: Language) -> None:
    """Tell what happens when in the year of one municipality.

    Args:
        name: Name of the municipality.
        year: Calendar year.
        entries: What is done by itself.
        duties: What the plan asks of people.
        language: Language of the words; quotes stay as printed.
    """
    console, words = Console(highlight=False), _WORDS[language]
    console.print(f"\n[bold]{escape(words['heading'].format(name, year))}[/bold]")
    rows = [*(_entry_row(one, language) for one in entries), *(_duty_row(one, language) for one in duties)]
    if not rows:
        console.print(words["nothing"])
        return
    table = Table(words["when"], words["what"], words["basis"], box=None, pad_edge=False)
    table.columns[0].min_width = 12
    before = ""
    for _, *cells in sorted(rows, key=lambda row: row[0]):
        # The three days of a collection have one basis; it is told once.
        *others, basis = cells
        table.add_row(*map(escape, others), "″" if basis and basis == before else escape(basis))
        before = basis
    console.print(table)
    console.print(words["legend"], style="dim", markup=False)


def _entry_row(entry: Entry, language: Language) -> tuple[tuple[int, int], str, str, str]:
    words = _WORDS[language]
    when = f"{shown_date(entry.day, language)}{_star(entry.is_assumed)}"
    basis = words["quote"].format(entry.basis, entry.place) if entry.place else entry.basis or words["ours"]
    return (entry.day.month, entry.day.day), when, f"● {words[entry.action].format(entry.subject)}", basis


def _duty_row(duty: Duty, language: Language) -> tuple[tuple[int, int], str, str, str]:
    """What has a month stands after the days of the month, the rest after December."""
    words = _WORDS[language]
    if duty.month:
        when = f"{_MONTHS[language].split()[duty.month - 1]}{_star(duty.is_month_assumed)}"
    else:
        is_often = duty.times_per_year and duty.times_per_year > 1
        when = words["times"].format(duty.times_per_year) if is_often else words["in_year"]
    what = code_list("calendar_event", language)[duty.event]
    who = f" ({duty.responsible})" if duty.responsible else ""
    return (duty.month or 13, 32), when, f"{what}{who}", words["quote"].format(duty.quote, duty.place)


def _star(is_assumed: bool) -> str:
    return " *" if is_assumed else ""
