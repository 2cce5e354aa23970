"""Texts that tell of few people: whoever wrote them, and whether or not anything else counts these people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from publication.disclosure.printed_words import PLAN, spaced
from publication.disclosure.shown import lines_of
from publication.disclosure.thresholds import Threshold
from publication.disclosure.words import Words
from publication.finals import Files
from publication.open_data.tables import tables


def texts_of_few(files: Files, words: Words, few: Threshold) -> Iterator[tuple[str, str]]:
    """Find the texts that tell of few people, in digits or in words; a mean of few is of many.

    Args:
        files: The publication by the names of its files.
        words: How people and small numbers are called.
        few: How many are few.

    Yields:
        Name of the file, and line and column of its table, or the reason of a correction.
    """
    numbers = [str(number) for number in range(max(1, few.hidden_from), few.hidden_to + 1)]
    said = "|".join([*numbers, *(word for number in numbers for word in words.numbers.get(int(number), ()))])
    people = "|".join(sorted(words.people))
    of_few = re.compile(rf"(?<![\w,.])(?<!{re.escape(words.mean)})(?:{said}) (?:{people})", re.IGNORECASE)
    for table in tables():
        texts = [column for column in table.columns if column.type == "string" and column.name not in PLAN]
        for line in lines_of(files, table.name):
            for column in texts:
                if of_few.search(spaced(line[column.name])):
                    yield table.path, f"{', '.join(line[name] for name in table.key)}, {column.title}"
    for correction in json.loads(files["manifest.json"]).get("corrections", ()):
        if of_few.search(spaced(correction["why"])):
            yield "manifest.json", "--why"
