"""A message that forwards another within its text: whose words the forwarded ones are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.domain.dates import iso_day
from annotator.domain.text import is_blank

_MOST_ABOVE = 300  # code points above what is forwarded; more is an article of its own
_DEEPEST = 5
_NAMES = {
    "from": ("from", "von", "de", "da", "van", "от"),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "тема"),
    "date": ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "дата"),
    "to": ("to", "an", "à", "para", "a", "aan", "кому", "cc", "reply-to", "organization"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_FIELD = re.compile(r"[*\s]*([^\W\d_][\w-]{0,12}) ?:[*\s]*(.*)")
_MARK = re.compile(
    r"(?im)^[ \t>]*(?:-{2,}[^\n-]{0,60}(?:forward|weitergeleitet|transf|reenviad|inoltrat"
    r"|пересыл)[^\n-]{0,40}-{2,}|begin forwarded message:?|anfang der weitergeleiteten .{0,30}"
    r"|(?P<original>-{3,} ?(?:original message|ursprüngliche nachricht|message d.origine"
    r"|mensaje original|messaggio originale) ?-{3,}|_{20,}))[ \t]*$"
)
_SUBJECT = re.compile(r"(?i)\s*(?:fwd?|wg|tr|rv|i|пересл)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Forward:
    """A forwarded message: its text and what its head says; ``cover`` are the lines above."""

    text: str
    subject: str | None
    day: str | None
    sender: str | None
    cover: str


def forwarded(text: str, *, subject: str) -> Forward | None:
    """The message that a text forwards; None where it forwards none, or says much above it.

    ``subject`` is that of the message the text is from.
    """
    best: Forward | None = None
    above: list[str] = []
    for _ in range(_DEEPEST):
        found = _first(text, is_said=_SUBJECT.match(subject) is not None)
        if found is None:
            break
        start, end, said, rest = found
        above.append(text[:end].strip())
        if sum(map(len, above)) - (end - start) > _MOST_ABOVE * len(above) or is_blank(rest):
            break
        text, subject = rest, said.get("subject") or subject
        day = said.get("date")
        best = Forward(
            text=text,
            subject=_SUBJECT.sub("", subject, count=1) or None,
            day=iso_day(day) if day else None,
            sender=said.get("from"),
            cover="\n".join(above),
        )
    return best


def _first(text: str, *, is_said: bool) -> tuple[int, int, dict[str, str], str] | None:
    """The first head of a forwarded message: where it begins and ends, what it says, and what
    stands behind it without its marks of quoting.
    """
    for mark in _MARK.finditer(text):
        if len(text[: mark.start()].strip()) > _MOST_ABOVE:
            return None
        if mark["original"] and not is_said:
            continue  # a reply to what it quotes
        lines = text[mark.end() :].lstrip("\n").split("\n")
        at = len(text) - len("\n".join(lines))
        quoted = lines[0].startswith(">")
        said, count = _head(lines)
        if "from" in said and ("subject" in said or "date" in said):
            end = at + len("\n".join(lines[:count]))
            rest = [
                line[1:].removeprefix(" ") if quoted and line.startswith(">") else line
                for line in lines[count:]
            ]
            return mark.start(), end, said, "\n".join(rest).strip("\n")
    return None


def _head(lines: list[str]) -> tuple[dict[str, str], int]:
    """The fields at the top of some lines, and how many lines those are."""
    said: dict[str, str] = {}
    count, last = 0, None
    for line in lines:
        bare = line.lstrip("> \t").rstrip()
        match = _FIELD.fullmatch(bare)
        name = _FIELD_OF.get(match[1].casefold()) if match else None
        if match and name:
            said.setdefault(name, match[2].strip("* \t"))
            last = name
        elif bare and last and line.startswith((" ", "\t")):  # a folded field
            said[last] = f"{said[last]} {bare}"
        elif bare or said:
            break
        count += 1
    return said, count
