"""Where people turn: who answers for individual support by the plan, and whom to ask about the publication."""

from __future__ import annotations

from collections.abc import Iterable

from ingest import typography
from publication.blocks import Paragraph, Section, Terms
from publication.phrases import Phrases
from publication.results import Results
from publication.rows import Activity

_INDIVIDUAL_SUPPORT = 3
"""The prevention level of support for a single learner or family."""


def help_from(results: Results, phrases: Phrases) -> Section:
    """Who gives individual support by the plan, and with which activities; only what the plan prints."""
    words = phrases["help"]
    by_institution: dict[str, list[str]] = {}
    for activity in individual_support(results):
        names = by_institution.setdefault(written_out(str(activity.responsible).rstrip("."), phrases), [])
        names.append(activity.activity_name.rstrip("."))
    if not by_institution:
        return Section(words["title"], (Paragraph(words["none"]), Paragraph(contact_sentence(results, phrases))))
    terms = tuple((institution, "; ".join(names)) for institution, names in by_institution.items())
    places = {activity.responsible_place for activity in individual_support(results)}
    headings = typography.joined(place.heading for place in results.places if place.place in places)
    source = Paragraph(f"{phrases['page']['source']}: {headings}", is_note=True)
    return Section(words["title"], (Paragraph(words["first"]), Terms(terms), source))


def help_sentence(results: Results, phrases: Phrases) -> str:
    """The same in one sentence, without the activities; nothing where the plan names nobody."""
    names = dict.fromkeys(
        written_out(str(activity.responsible).rstrip("."), phrases) for activity in individual_support(results)
    )
    return str(phrases["help"]["sentence"]).format(institutions=", ".join(names)) if names else ""


def individual_support(results: Results) -> Iterable[Activity]:
    """The activities of individual support of which the plan says who answers for them."""
    return [
        activity
        for activity in results.activities
        if activity.prevention_level == _INDIVIDUAL_SUPPORT and activity.responsible
    ]


def accessibility(phrases: Phrases, of: str = "points") -> Section:
    """For whom the files are made fit, and how far that was tried."""
    words = phrases["accessibility"]
    return Section(words["title"], tuple(Paragraph(point) for point in words[of]))


def contact(results: Results, phrases: Phrases) -> Section:
    """Whom to ask."""
    return Section(phrases["contact"]["title"], (Paragraph(contact_sentence(results, phrases)),))


def contact_sentence(results: Results, phrases: Phrases) -> str:
    """Whom to ask, in a sentence: who watches over the plan, or the municipality where the plan names nobody."""
    supervisor = results.plan.supervisor
    if supervisor is None:
        return str(phrases["contact"]["municipality"]).format(municipality=results.municipality_name)
    return str(phrases["contact"]["supervisor"]).format(supervisor=written_out(supervisor, phrases))


def written_out(name: str, phrases: Phrases) -> str:
    """A name; where it is made of abbreviations, what they mean and itself in brackets."""
    meanings = [phrases["abbreviations"].get(word) for word in name.split()]
    return f"{', '.join(meanings)} ({name})" if all(meanings) else name
