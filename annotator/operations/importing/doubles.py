"""Texts that come more than once in one import, and the file that each article came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from annotator.domain.records import ImportIssue, Record
from annotator.domain.same_text import ALSO, told_by
from annotator.domain.text import text_hash
from annotator.domain.wording import counted
from annotator.operations.importing.below import below
from annotator.store.articles.arrivals import ANOTHER_END, with_end

MOST_NAMED = 20
_RECORD = re.compile(r"record (\d+)(?: of “[^”]+”)?: ")
_SHEET = re.compile(r"sheet “(.+)”: ", re.DOTALL)
_MORE = ": what else it says is kept with that article"


class Doubles:
    """What has come so far. Texts that differ by white space at their end alone are the same."""

    def __init__(self) -> None:
        self.count = 0
        self._named = self._unnamed = 0
        self._seen: dict[int, tuple[str, str]] = {}

    def look(self, record: Record) -> tuple[Record, bool, list[ImportIssue]]:
        """The record with the end of the first one of its text, whether there was one, and notes.

        Texts that are somebody's work come once from each person: that is no double to be named.
        """
        text = record.article.text
        # The digest itself is for the store; for counting, Python's own of 64 bits will do.
        bare = text.rstrip()
        mark, end = hash(bare), text[len(bare) :]
        first = self._seen.get(mark)
        if first is None:
            self._seen[mark] = end, record.where
            return record, False, []
        self.count += 1
        reasons = []
        if first[0] != end:
            record = with_end(record, bare + first[0])
            reasons.append(ANOTHER_END)
        if not (record.annotator or record.spans):
            if self._named < MOST_NAMED:
                self._named += 1
                more = _MORE if told_by(record) else ""
                reasons.append(f"its text is that of {first[1]} and came in once{more}")
            else:
                self._unnamed += 1
        return record, True, list(map(record.note, reasons))

    def notes(self) -> Iterator[ImportIssue]:
        """What is to be said at the end."""
        if self._unnamed:
            reason = f"{counted(self._unnamed, 'more text')} came more than once, and in once"
            yield ImportIssue("the files together", None, reason, loss=False)


def kept_notes(records: Mapping[str, int]) -> Iterator[ImportIssue]:
    """What is to be said of the records of each file that were kept with articles there."""
    for file, count in records.items():
        which = "1 of its records has" if count == 1 else f"{count} of its records have"
        reason = f"{which} the text of another{_MORE}, under “{ALSO}”"
        yield ImportIssue(file, None, reason, loss=False)


def with_file(record: Record, base: str = "") -> Record:
    """The record with the name of its file and the line among the keys of its article, unless it
    says one itself, and where the file lies below the folder ``base`` where it does not lie in it.
    One that is of a project goes back as it was.
    """
    article = record.article
    if not record.file or _is_of_a_project(record):
        return record
    name, path = PurePath(record.file).name, below(record.file, base)
    place: dict[str, object] = {} if path == name else {"path": path}
    if "file" not in article.extra:
        place["file"] = name
        if record.line is not None:
            place["line"] = record.line
        place |= _numbered(record.place)
    more = {key: value for key, value in place.items() if key not in article.extra}
    return replace(record, article=replace(article, extra={**article.extra, **more}))


def _numbered(place: str) -> dict[str, object]:
    """Which of the records of a file, or of which sheet one is."""
    number, sheet = _RECORD.fullmatch(place), _SHEET.fullmatch(place)
    if sheet is not None:
        return {"sheet": sheet[1]}
    if number is not None:
        return {"record": int(number[1])}
    return {"record": place.removesuffix(": ")} if place else {}


def _is_of_a_project(record: Record) -> bool:
    """Whether a project has written it: with a status, and a name made of the text."""
    uid = record.article.uid
    return bool(record.status and uid and text_hash(record.article.text).startswith(uid))
