"""Drafts of letters to reporters, as files that a mail programme opens; sending them is for a person."""

from __future__ import annotations

from collections.abc import Mapping
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from hashlib import sha256

_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draft_letter(subject: str, text: str, workbooks: Mapping[str, bytes], note: str = "") -> bytes:
    """Write a letter without an addressee: no address is known here, and none is invented.

    Args:
        subject: Subject in Latvian.
        text: The letter.
        workbooks: What is attached, by file name.
        note: For the sender only: kept in the header `Comments`, which is not shown with the letter.

    Returns:
        An `.eml`; the same bytes for the same letter.
    """
    # A boundary drawn by chance would make each file another one.
    message = MIMEMultipart(boundary=f"pmp-{sha256((subject + text).encode()).hexdigest()[:24]}")
    message["To"] = ""
    message["Subject"] = Header(subject, "utf-8", header_name="Subject")  # type: ignore[assignment]
    message["X-Unsent"] = "1"
    if note:
        message["Comments"] = Header(note, "utf-8", header_name="Comments")  # type: ignore[assignment]
    message.attach(MIMEText(text, "plain", "utf-8"))
    for name, content in workbooks.items():
        part = MIMEApplication(content, _XLSX)
        part.add_header("Content-Disposition", "attachment", filename=name)
        message.attach(part)
    return message.as_bytes()
