"""What is said of the files of an import, so that it can be taken in at a glance: what a tab of its
own shows is not said again, and what is said of many lines of a file is one sentence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence, Set
from pathlib import Path, PurePath

from PySide6.QtCore import QCoreApplication

from annotator.domain.records import ImportIssue
from annotator.domain.wording import filled
from annotator.operations.importing.below import base_of
from annotator.operations.importing.found import FileFound
from annotator.operations.importing.import_report import ImportReport

_NUMBER = re.compile(r"\d+")
_FEWEST = 3  # lines of one file of which the same is said
_MOST_NAMED = 12


def rejected_files(report: ImportReport) -> list[FileFound]:
    """The files of which nothing comes in, but for those that wait to be told how."""
    waiting = {file.file for file in report.waiting}
    return [
        file
        for file in report.files
        if file.rejected and not file.articles and file.file not in waiting
    ]


def rejected_parts(report: ImportReport) -> int:
    """How many records, spans and the like did not come in, of files of which others did."""
    whole = {file.file for file in (*rejected_files(report), *report.waiting)}
    return sum(not _lies_in(issue.file, whole) for issue in report.rejections)


def _lies_in(file: str, files: Set[str]) -> bool:
    """Whether it is one of some files, or lies in an archive that is."""
    return file in files or any(str(parent) in files for parent in PurePath(file).parents)


def rejections(report: ImportReport) -> list[str]:
    """What did not come in, whole files first."""
    whole = {file.file for file in rejected_files(report)}
    return _gathered(sorted(report.rejections, key=lambda issue: not _lies_in(issue.file, whole)))


def notes(report: ImportReport) -> list[ImportIssue]:
    """What is to be said besides, without what becomes of labels: that has a tab of its own."""
    labels = {f"label {mapped.label}" for mapped in report.labels}
    return [note for note in report.notes if note.line is not None or note.file not in labels]


def note_lines(report: ImportReport) -> list[str]:
    """The notes as they are shown."""
    return _gathered(notes(report))


def below_roots(lines: Iterable[object], roots: Sequence[Path]) -> list[str]:
    """Sentences with their files named from the ``roots`` they were found in."""
    base = base_of(roots)
    base += os.sep if base.strip(os.sep) else ""
    return [str(line).replace(base, "") if base else str(line) for line in lines]


def _gathered(issues: Iterable[ImportIssue]) -> list[str]:
    kinds: dict[tuple[str, bool, str], list[ImportIssue]] = {}
    for issue in issues:
        same = _NUMBER.sub("0", issue.reason)
        kinds.setdefault((issue.file, issue.line is None, same), []).append(issue)
    lines: list[str] = []
    for alike in kinds.values():
        if len(alike) < _FEWEST:
            lines += map(str, alike)
        else:
            lines.append(_all_in_one(alike))
    return lines


def _all_in_one(alike: Sequence[ImportIssue]) -> str:
    others = [str(issue.line) for issue in alike[1:] if issue.line is not None]
    if not others:
        text = QCoreApplication.translate("Findings", "%1 (and %2 more like this)")
        return filled(text, alike[0], len(alike) - 1)
    named = ", ".join(others[:_MOST_NAMED])
    if len(others) > _MOST_NAMED:
        text = QCoreApplication.translate("Findings", "%1 (the like on lines %2 and %3 more)")
        return filled(text, alike[0], named, len(others) - _MOST_NAMED)
    text = QCoreApplication.translate("Findings", "%1 (the like on lines %2)")
    return filled(text, alike[0], named)
