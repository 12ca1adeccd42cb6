"""What a coordinator's project offers to a colleague's: said in words, taken where that is wished,
never forced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.team_terms import Offer, TeamTerms, TermPart
from annotator.domain.wording import counted
from annotator.formats.bundles import bundle, team_json
from annotator.formats.bundles.bundle import Other
from annotator.operations import guidelines
from annotator.store.articles.snapshots import annotators
from annotator.store.merging import team_terms as store
from annotator.store.project import Project, Transaction

EVERYTHING = frozenset(TermPart)


def terms_for(project: Project, name: str) -> TeamTerms:
    """What the project says now, for one of its annotators."""
    with project.reading() as connection:
        return _terms(connection, name)


def _terms(connection: Transaction, name: str) -> TeamTerms:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return store.terms(connection, name, now, guidelines.shipped())


def offers_in(project: Project, path: Path, *, annotator: str) -> list[Offer]:
    """What a bundle offers to ``annotator`` beside work, in which it differs from the project.

    Raises InputError.
    """
    if path.suffix.lower() != bundle.SUFFIX:
        return []
    said = terms_in(path)
    if said is None:
        return []
    with project.reading() as connection:
        return offers(connection, said, said.to, annotator)


def offers_of(project: Project, paths: Iterable[Path], *, annotator: str) -> list[Offer]:
    """What some files offer, each part once, as the newest of them has it."""
    said = {
        offer.part: offer
        for path in paths
        for offer in offers_in(project, path, annotator=annotator)
    }
    return [said[part] for part in TermPart if part in said]


def terms_in(path: Path) -> TeamTerms | None:
    """The terms of a bundle, None where it has none; they stand before its articles."""
    return _first(bundle.open_bundle(path))


def _first(incoming: bundle.Bundle) -> TeamTerms | None:
    line = next((line for line, _ in incoming.lines()), None)
    is_terms = isinstance(line, Other) and line.section == team_json.KIND
    return team_json.parsed(line.values) if is_terms else None  # type: ignore[union-attr]


def offers(connection: Transaction, said: TeamTerms, name: str, annotator: str) -> list[Offer]:
    """In what terms differ from what the project says for ``name``; ``annotator`` merges them."""
    own = _terms(connection, name)
    parts = store.differing(connection, said, own, name)
    if name not in (annotator, *annotators(connection)):
        parts.discard(TermPart.ASSIGNMENTS)  # they are for somebody else
    return [Offer(part, _says(part, said, own)) for part in TermPart if part in parts]


def _says(part: TermPart, said: TeamTerms, own: TeamTerms) -> str:
    if part is TermPart.GUIDELINES:
        newest = said.versions[0]
        return f"version {newest.version} of the guidelines, by {newest.annotator}"
    if part is TermPart.LABELS:
        return _labels(said, own)
    if part is TermPart.NAMES:
        return counted(len(said.definitions.names), "name") + " of the project"
    if part is TermPart.ASSIGNMENTS:
        return f"{counted(len(said.assigned), 'article')} assigned to {said.to}"
    return "settings: approximate numbers, suggestions, control share, overlapping spans"


def _labels(said: TeamTerms, own: TeamTerms) -> str:
    here = {label.name: label for label in own.definitions.labels}
    theirs = said.definitions.labels
    former = store.become(said, here)
    new = [label.name for label in theirs if label.name not in {*here, *former.values()}]
    other = [label.name for label in theirs if here.get(label.name, label) != label]
    parts = [f"new {', '.join(new)}"] if new else []
    parts += [f"changed {', '.join(other)}"] if other else []
    parts += [
        f"{old} merged into {now}" if now in here else f"{old} renamed to {now}"
        for old, now in former.items()
    ]
    return "labels: " + "; ".join(parts)


@dataclass
class Taking:
    """Takes the terms of one bundle over in the transaction of its merge."""

    connection: Transaction
    parts: Collection[TermPart]
    annotator: str
    said: TeamTerms | None = None
    name: str = ""  # for whom they are
    offered: list[Offer] = field(default_factory=list)

    @property
    def has_changed(self) -> bool:
        """Whether anything has been taken over."""
        return any(offer.part in self.parts for offer in self.offered)

    def begin(self, incoming: bundle.Bundle, called: dict[str, str]) -> bool:
        """Before the articles, so that labels are as the coordinator has them; whether the bundle
        has terms.
        """
        self.said = said = _first(incoming)
        if said is None:
            return False
        self.name = called.get(said.to, said.to)
        self.offered = offers(self.connection, said, self.name, self.annotator)
        taken = {offer.part for offer in self.offered} & set(self.parts)
        store.take(self.connection, said, taken, annotator=self.annotator)
        return True

    def end(self) -> Sequence[str]:
        """After the articles; returns sentences for the report."""
        parts = {offer.part for offer in self.offered} & set(self.parts)
        if self.said is not None and TermPart.ASSIGNMENTS in parts:
            store.take_assignments(self.connection, self.said, self.name)
        words = {True: "taken over", False: "offered and not taken"}
        return [f"{words[offer.part in self.parts]}: {offer.says}" for offer in self.offered]
