"""Headings, labels and sheet names as people type them: what counts when two of them are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REQUIRED_MARK = " *"
_LOOK_ALIKES = str.maketrans("асеіјкморѕтухАВСЕНІЈКМОРЅТУХ", "aceijkmopstyxABCEHIJKMOPSTYX")
"""Cyrillic letters that look like Latin ones."""


@lru_cache(1024)  # headings and names of sheets are the same in every workbook
def folded(text: str) -> str:
    """Comparison key of a heading, a label or a sheet name: case, spaces and the required mark do not count."""
    plain = unicodedata.normalize("NFC", text).casefold().strip().removesuffix(REQUIRED_MARK.strip())
    return re.sub(r"\s+", " ", plain).strip()


def label_key(text: str) -> str:
    """Comparison key of an answer: letters and digits only, without case, diacritics and look-alike letters."""
    letters = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES)).casefold()
    return " ".join(re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter))))
