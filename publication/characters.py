"""Characters that a file cannot hold or show: each gets the replacement mark, so that a reader sees there was one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

_MARK = "\ufffd"
_WHITE_SPACE = re.compile("[ \t\r\n]+")
_CONTROLS = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, which XML refuses, and marks that would turn the direction of the text after them."""
_NOT_IN_THE_FONT = re.compile(
    "[^ -~\u00a0-\u024f\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u20ac\u2190-\u2193\u2212\u2264\u2265\u2776-\u277f]"
)
"""Characters that the font of the PDF files may lack, which PDF/UA refuses: all but Latin, Cyrillic, punctuation and a
few signs."""
_LONG_WORD = re.compile(r"(\S{30})(?=\S)")


def readable(text: str) -> str:
    """The text without control characters; white space counts once, as on a web page."""
    return _CONTROLS.sub(_MARK, _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)))


def legible(text: str) -> str:
    """The text without control characters, its lines as they are."""
    return _CONTROLS.sub(_MARK, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))).replace("\r", "\n")


def printable(text: str) -> str:
    """The text in the characters that the font of the PDF files has."""
    return _NOT_IN_THE_FONT.sub(_MARK, readable(text))


def breakable(text: str) -> Markup:
    """The text for a web page without style, with places where a word without end may break."""
    return Markup("<wbr>").join(_LONG_WORD.sub("\\1\0", text).split("\0"))


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning where it is longer than there is room for."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def page_header(title: str, status: str) -> str:
    """What Excel prints above every page: it takes 255 characters, and reads & as the beginning of a code."""
    left, right = (shortened(text, 110).replace("&", "&&") for text in (title, status))
    return f"&L{left}&R{right}"


def in_every_text(change: Callable[[str], str], content: Any) -> Any:
    """The same content with every text in it changed; keys stay."""
    if isinstance(content, str):
        return change(content)
    if isinstance(content, dict):
        return {name: in_every_text(change, value) for name, value in content.items()}
    return [in_every_text(change, value) for value in content] if isinstance(content, list | tuple) else content
