"""Deals the records of an export out to train, dev and test, and reads how they once were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import orjson

from annotator.domain.dealing import Deal, deal
from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.pseudonyms import Pseudonyms
from annotator.domain.records import Record
from annotator.domain.splits import DealtOut, Split, Strata, dealt_before
from annotator.formats.bundles.definitions import REPORT
from annotator.store.articles import dealing_facts
from annotator.store.project import Project


class Dealer:
    """Deals the records of an export out to its parts, and keeps where each went."""

    def __init__(
        self,
        project: Project,
        wanted: Sequence[tuple[int, str]],
        split: Split,
        names: Pseudonyms | None = None,
    ) -> None:
        self._split = split
        self._articles: dict[str, list[str]] = {}
        self._deal = Deal({})
        if split.looks_at_all:
            by_label = split.stratify is Strata.LABEL
            with project.reading() as connection:
                items = dealing_facts.items(connection, wanted, with_labels=by_label)
            if names is not None:  # ids go out with them, and have come back so
                items = [replace(item, uid=names.words(item.uid)) for item in items]
            self._deal = deal(items, split)

    def part(self, sha256: str, record: Record) -> str:
        """The part of a record whose story begins with the article of this hash."""
        # What has come since this began is dealt out by its hash.
        part = self._deal.parts.get(sha256) or self._split.part(sha256)
        self._articles.setdefault(part, []).append(record.article.uid or "")
        return part

    def dealt(self) -> DealtOut:
        """Where everything went."""
        return DealtOut(self._split, self._articles, self._deal.notes)


def report_name(report: Path) -> str:
    """What a report is called in another: after the folder that it is the report of, if any, and
    without all other folders, which name people and machines.
    """
    whole = report.absolute()
    return f"{whole.parent.name}/{whole.name}" if whole.name == REPORT else whole.name


def dealt_in(report: Path) -> dict[str, str]:
    """In which part each article lay, by its id, in the export that wrote this report.

    Raises AnnotatorError where it cannot be read or does not say.
    """
    try:
        return dealt_before(orjson.loads(report.read_bytes()))
    except OSError as error:
        raise AnnotatorError(f"{report} cannot be read: {error.strerror}.") from error
    except (orjson.JSONDecodeError, InputError):
        raise AnnotatorError(
            f"{report} does not say how articles were dealt out; choose the report.json of an "
            "export with train, dev and test."
        ) from None
