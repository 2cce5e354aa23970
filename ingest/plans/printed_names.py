"""Known names of institutions in a printed text, and what is left when they are taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.plans.lexicon import words

_QUOTES = dict.fromkeys(map(ord, "\"'„“”‟«»‘’‚`"))
_TAKEN = "¤"
_SIGNS = re.compile(rf"[,;/()]|\s[-–—]\s|{_TAKEN}")


class KnownNames:
    """Names to look for in a text."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names, folded; of several that fit in a place the longest is found."""
        longest_first = sorted(names, key=len, reverse=True) or [_TAKEN]
        self._regex = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Take the names out of a text.

        Args:
            text: Institutions as a table prints them in one cell.

        Returns:
            The names found, folded, and the stretches between them that are no name known; each once.
        """
        plain = _plain(text)
        found = [match[0].casefold() for match in self._regex.finditer(plain)]
        return list(dict.fromkeys(found)), _stretches(self._regex.sub(_TAKEN, plain))


def folded(name: str) -> str:
    """Comparison key of a name: case, white space and quotation marks do not count."""
    return _plain(name).casefold()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def _stretches(text: str) -> list[str]:
    joiner = rf"(?:{words('name_joiners').pattern})"
    edges = re.compile(rf"^(?:{joiner}|[\W_])+|(?:{joiner}|[\W_])+$", re.IGNORECASE)
    stretches = (edges.sub("", stretch) for stretch in _SIGNS.split(text))
    return list(dict.fromkeys(filter(None, stretches)))
