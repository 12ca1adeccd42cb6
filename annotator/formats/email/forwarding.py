"""A message that forwards another within its text: whose words the forwarded ones are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.domain.dates import iso_day
from annotator.domain.text import is_blank
from annotator.formats.record_builder import Metadata
from annotator.formats.web import hidden_elements
from annotator.formats.web.html_lines import PageLines
from annotator.formats.web.page_mending import mended

FORWARDS = "it forwards a message, which was imported; the text above it is kept with the article"

_MOST_ABOVE = 300  # code points above what is forwarded; more is an article of its own
_DEEPEST = 5
_NAMES = {
    "from": (
        *("from", "von", "de", "da", "van", "от", "від", "od", "kimden"),
        *("من", "از", "发件人", "寄件者", "差出人", "보낸 사람"),
    ),
    "subject": (
        *("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "тема"),
        *("temat", "konu", "الموضوع", "موضوع", "主题", "主旨", "件名", "제목"),
    ),
    "date": (
        *("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "дата"),
        *("enviado el", "enviada em", "inviato", "verzonden", "отправлено", "надіслано"),
        *("wysłano", "gönderilen", "gönderildi", "gönderme tarihi", "التاريخ", "تاريخ الإرسال"),
        *("تاریخ", "发送时间", "日期", "寄件日期", "送信日時", "보낸 날짜"),
    ),
    "to": (
        *("to", "an", "à", "para", "a", "aan", "кому", "cc", "reply-to", "organization"),
        *("do", "dw", "kime", "bilgi", "копия", "копія", "importance", "wichtigkeit"),
        *("إلى", "به", "收件人", "收件者", "宛先", "받는 사람", "抄送", "نسخة"),
    ),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_GAP = "[ \u00a0\u202f]"
_FIELD = re.compile(rf"[*\s]*([^\W\d_][\w-]{{0,12}}(?: \w{{2,8}})?){_GAP}?[:：][*\s]*(.*)")
_BARE = re.compile(rf"(?im)^[ \t>*]*(?:{'|'.join(_NAMES['from'])}){_GAP}?[:：](?=.*\S)")
_MARK = re.compile(
    r"(?im)^[ \t>]*(?:-{2,}[^\n-]{0,60}(?:forward|weitergeleitet|transf|reenviad|inoltrat"
    r"|пересыл|转发|轉寄|転送|إعادة توجيه)[^\n-]{0,40}-{2,}"
    r"|begin forwarded message:?|anfang der weitergeleiteten .{0,30}"
    r"|(?P<original>-{3,} ?(?:original message|ursprüngliche nachricht|message d.origine"
    r"|mensaje original|messaggio originale) ?-{3,}|_{20,}))[ \t]*$"
)
_SUBJECT = re.compile(
    r"(?i)\s*(?:fwd?|wg|tr|rv|i|enc|pd|doorst|i̇lt|ilt|пересл|转发|轉寄|転送|전달"
    r"|إعادة توجيه)\s*[:：]\s*"
)


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
        head = _first(text, is_said=_SUBJECT.match(subject) is not None)
        if head is None:
            break
        start, end, said, rest = head
        above.append(text[:end].strip())
        if sum(map(len, above)) - (end - start) > _MOST_ABOVE * len(above) or is_blank(rest):
            break
        text, subject = rest, said.get("subject") or subject
        day = said.get("date")
        best = Forward(
            text=text,
            subject=_plain_subject(subject) or None,
            day=iso_day(day) if day else None,
            sender=said.get("from"),
            cover="\n".join(above),
        )
    return best


def _plain_subject(subject: str) -> str:
    """A subject without what says before it that the message was forwarded."""
    mark = _SUBJECT.match(subject)
    return subject[mark.end() :] if mark else subject


def forwarded_page(page: str, *, subject: str) -> Forward | None:
    """The message that a message forwards which is a page alone, its lines as paragraphs."""
    forward = forwarded("\n".join(shown_lines(page)), subject=subject)
    return forward and replace(forward, text="\n\n".join(forward.text.split("\n")))


def shown_lines(page: str) -> list[str]:
    """The lines that a page shows, its hidden parts left out."""
    shown, _ = hidden_elements.without_hidden(page)
    lines = PageLines(lambda: [mended(shown)], keeps=True)
    return [line.text for line in lines.all()]


def metadata_of(forward: Forward, known: Mapping[str, str]) -> Metadata:
    """What is kept with a forwarded message; ``known`` is what is of the message it came in."""
    sender = forward.sender or known.get("sender")
    extra = {**known, "cover": forward.cover} | ({"sender": sender} if sender else {})
    return Metadata(title=forward.subject, published=forward.day, extra=extra)


def _first(text: str, *, is_said: bool) -> tuple[int, int, dict[str, str], str] | None:
    """The first head of a forwarded message: where it begins and ends, what it says, and what
    stands behind it without its marks of quoting.
    """
    for mark in sorted(_marks(text, is_said=is_said), key=re.Match.start):
        is_bare = mark.re is _BARE
        if len(text[: mark.start()].strip()) > _MOST_ABOVE:
            return None
        lines = text[mark.start() if is_bare else mark.end() :].lstrip("\n").split("\n")
        at = len(text) - len("\n".join(lines))
        quoted = lines[0].startswith(">")
        said, count = _head(lines)
        needed = {"from", "date", "subject"} if is_bare else {"from"}
        if needed <= said.keys() and ("subject" in said or "date" in said):
            end = at + len("\n".join(lines[:count]))
            rest = [
                line[1:].removeprefix(" ") if quoted and line.startswith(">") else line
                for line in lines[count:]
            ]
            return mark.start(), end, said, "\n".join(rest).strip("\n")
    return None


def _marks(text: str, *, is_said: bool) -> list[re.Match[str]]:
    """What may be above the head of a forwarded message, or its first line where none is.

    Where the subject does not say that something is forwarded, a reply would look the same.
    """
    marks = list(_MARK.finditer(text))
    if is_said:
        return [*marks, *_BARE.finditer(text)]
    return [mark for mark in marks if not mark["original"]]


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
