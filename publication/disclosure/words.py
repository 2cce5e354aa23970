"""How finished files call what is counted: names of institutions, and what the texts of activities say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from os.path import commonprefix
from typing import NamedTuple, get_args

import duckdb

from ingest.forms.code_lists import code_labels
from ingest.typography import Language, writing_in
from publication.achieved import achieved_reading
from publication.disclosure.keys import achieved
from publication.disclosure.people import PEOPLE, counts_people
from publication.disclosure.sources import MARTS, Schema
from publication.disclosure.targets import reached_targets
from publication.phrases import load_phrases

_INSTITUTIONS = "select distinct institution_code, institution from {schema}.referrals where municipality = ?"

_WHOLE_NUMBER = re.compile(r"(?<![\d,])\d+(?![\d,])")


class Words(NamedTuple):
    """What the names and sentences of a municipality's publications stand for.

    Attributes:
        institutions: Key of each institution whose cases are told, by the names that it has in either language.
        others: By activity and results year what its drafted text says of planned results that count no people.
        means: Keys of the counts of people that the table shows a mean of.
        withheld: What it says in the place of a number that is not published.
        people: How the words for people and families begin.
        numbers: Words for small numbers.
        mean: What stands before a mean.
    """

    institutions: Mapping[str, str]
    others: Mapping[tuple[str, int], Sequence[str]]
    means: Collection[str]
    withheld: str
    people: Collection[str]
    numbers: Mapping[int, Collection[str]]
    mean: str

    def told(self, activity: str, year: int, text: str) -> set[str]:
        """The whole numbers in a text that may be people: those of `3 pasākumi` are none."""
        text = _unspaced(text)
        for reading in self.others.get((activity, year), ()):
            text = re.sub(rf"(?<![\d,]){re.escape(_unspaced(reading))}", "", text, count=1)
        return set(_WHOLE_NUMBER.findall(text))

    def people_in(self, *texts: str) -> set[str]:
        """The whole numbers that stand before a word for people, in texts that tell of other things too."""
        of_people = rf"(?<![\d,])(\d+)(?:{'|'.join(sorted(map(_unspaced, self.people)))})"
        return {number for text in texts for number in re.findall(of_people, _unspaced(text))}


def words_of(connection: duckdb.DuckDBPyConnection, municipality: str, schema: Schema = MARTS) -> Words:
    """Read what the publications of a municipality call things; texts are Latvian in those of either language."""
    rows = connection.execute(_INSTITUTIONS.format(schema=schema), [municipality]).fetchall()
    labels = [code_labels("institution", language) for language in get_args(Language)]
    institutions = {names.get(code, institution): code or institution for code, institution in rows for names in labels}
    others: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    means: set[str] = set()
    with writing_in("lv"):
        phrases = load_phrases()
        for activity, target in reached_targets(connection, municipality, schema):
            if counts_people(target.measure, target.calculation):
                if target.achieved_value != target.numerator:
                    means.add(achieved(activity, target.target_nr, target.results_year))
            elif target.calculation != "share":
                others[activity, target.results_year].append(achieved_reading(target, phrases) or "")
    words = phrases["achieved"]
    nouns = [*words["people"].values(), *(words["measures"][measure] for measure in PEOPLE & words["measures"].keys())]
    forms = [*nouns, *([noun.split()[-1] for noun in both] for both in nouns)]
    people = {_stem(singular, plural) for singular, plural in forms}
    numbers, mean = phrases["review"]["numbers"], str(words["mean"]).format(figure="")
    return Words(institutions, others, means, str(words["withheld"]), people, numbers, mean)


def _stem(singular: str, plural: str) -> str:
    """What all forms of a noun begin with: of `ģimene`, `ģimenes` and `ģimenēm` without the vowel."""
    stem = commonprefix([singular, plural])  # noqa: RUF071 - letters are meant
    return stem if stem != singular else stem[:-1]


def _unspaced(text: str) -> str:
    """Without the spaces that group digits, so that a number is one."""
    return "".join(text.split())
