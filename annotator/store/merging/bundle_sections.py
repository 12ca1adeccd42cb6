"""What else can travel in a bundle beside work: a part of the store that writes and reads lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from annotator.store.merging.feedback_section import FeedbackSection
from annotator.store.merging.finished_section import FinishedSection
from annotator.store.merging.sent_back_section import SentBackSection


class Section(Protocol):
    """One kind of line. Readers that do not know it pass it over and say so."""

    name: str

    def write(
        self, connection: Connection, numbers: Sequence[int], *, annotators: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        """The lines for some articles and annotators, as JSON objects without a key "kind"."""

    def read(
        self, connection: Connection, lines: Iterable[Mapping[str, Any]], *, annotator: str
    ) -> list[str]:
        """Take in the lines of one bundle, in the transaction of its merge, after its articles.

        Returns sentences for the report. Raises InputError to have the whole merge refused.
        """


SECTIONS: tuple[Section, ...] = (FeedbackSection(), SentBackSection(), FinishedSection())
"""What bundles of this version carry beside work."""
