"""What stands beside the results table: how far its texts were reviewed, and where the money came from."""

from __future__ import annotations

from ingest.typography import agreeing, euro
from publication.narrative_rows import Texts
from publication.phrases import Phrases
from publication.rows import Activity, Column


def review_of_texts(texts: Texts, phrases: Phrases) -> str | None:
    """Say how many texts of the results table wait for their review, or that none does; nothing where there are none.

    Args:
        texts: The texts, counted.
        phrases: The words of the publication.

    Returns:
        For example `21 teksts vēl nav pārskatīts; 2 teksti pārskatīti pēc agrākiem datiem`.
    """
    words = phrases["texts"]
    if not texts.open and not texts.reviewed:
        return None
    told = [agreeing(texts.open, *words["open"]) if texts.open else str(words["all_reviewed"])]
    if texts.outdated:
        told.append(agreeing(texts.outdated, *words["outdated"]))
    return "; ".join(told)


def text_remarks(activity: Activity, column: Column, phrases: Phrases) -> tuple[str, ...]:
    """Say of a text in a row of the results table what its review lacks; nothing where it lacks nothing."""
    lacking = {"not_reviewed": activity.open_texts, "outdated": activity.outdated_texts}
    return tuple(phrases["table"][name] for name, fields in lacking.items() if column.column_key in fields)


def funding_by_source(activity: Activity, phrases: Phrases) -> str | None:
    """Say from whom the money for an activity came, where more is to be said than the sum.

    Returns:
        For example `No tā: pašvaldība 80,00 EUR, valsts 45,00 EUR.`
    """
    words = phrases["table"]
    amounts = {source: getattr(activity, source) for source in words["sources"]}
    told = [words["sources"][source].format(amount=euro(amount)) for source, amount in amounts.items() if amount]
    return str(words["by_source"]).format(sources=", ".join(told)) if told else None
