"""The account that every export to the disk gives of itself: a report, and a card to publish."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path

import orjson

from annotator.domain.splits import By, Split
from annotator.domain.token_edges import Edges
from annotator.domain.values import Status
from annotator.files import replacing
from annotator.formats.writers import JSONL, Target
from annotator.operations.exporting.card import card
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.facts import PROGRAM, Facts
from annotator.operations.exporting.tally import Tally

_BLOCK = 1 << 20
_APART = ("annotator", "statuses", "keep_muted", "tokens", "edges", "licence", "pseudonym_key")
"""The choices whose options are not called as they are."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an export says of itself. ``split`` is None for formats that deal nothing out."""

    choice: Choice
    tally: Tally
    facts: Facts
    report: ExportReport
    target: Target
    split: Split | None
    out: Path

    def write(
        self, paths: tuple[Path, Path], files: Mapping[Path, Path], drafts: ExitStack
    ) -> None:
        """Write report and card to their ``paths`` once the ``drafts`` are let go. ``files`` are
        all others of the export, by the paths that they will have. Raises OSError.
        """
        report, card_path = paths
        draft = drafts.enter_context(replacing(card_path))
        draft.write_bytes(self.card().encode("utf-8", "replace"))
        whole = {path.name: place for path, place in {**files, card_path: draft}.items()}
        drafts.enter_context(replacing(report)).write_bytes(self.json(whole))

    def card(self) -> str:
        """The card, in Markdown."""
        return card(self.report, self.facts, self.tally, self.target)

    def json(self, files: Mapping[str, Path]) -> bytes:
        """The report with the hash of each file, which lies where ``files`` says. Raises OSError.

        What another export of the same project writes is the same.
        """
        choice = self.choice
        about = {
            **self.report.to_json(),
            **self.facts.to_json(),
            "format": self.target.name,
            "whose": choice.annotator,
            "annotators": dict(sorted(self.tally.annotators.items())),
            "statuses": [status.value for status in choice.statuses],
            "muted": "keep" if choice.keep_muted else "drop",
            "edges": choice.edges.value if self.target.tokens and choice.tokens else None,
            "licence": self._licence or None,
            "command": self._command(),
            "counts": self.tally.to_json(),
            "files": {name: _hashed(path) for name, path in sorted(files.items())},
        }
        return orjson.dumps(about, option=orjson.OPT_INDENT_2)

    @property
    def _licence(self) -> str:
        return self.report.definitions.licence if self.report.definitions else ""

    def _command(self) -> str:
        """What makes the same export again. Folders are left out: they name people and machines."""
        named = [self.facts.file, self.out.name]
        return shlex.join([PROGRAM, "export", *named, *self._options()])

    def _options(self) -> Iterator[str]:
        choice, split = self.choice, self.split
        yield from ("--format", self.target.name, "--from", choice.annotator)
        if choice.statuses != (Status.DONE,):
            yield from ("--status", "all")
        if choice.keep_muted:
            yield from ("--muted", "keep")
        if self.target.name == JSONL and not choice.tokens:
            yield "--no-tokens"
        if choice.confidential:
            yield "--confidential"
        if choice.edges is not Edges.CUT:
            yield from ("--edges", choice.edges.value)
        if split is not None:
            yield from ("--split", ":".join(map(str, split.shares)), "--seed", str(split.seed))
            if split.by is not By.HASH:
                yield from ("--split-by", split.by.value)
            if split.stratify is not None:
                yield from ("--stratify", split.stratify.value)
            if split.kept_by:
                yield from ("--keep-split", split.kept_by)
        if self._licence:
            yield from ("--licence", self._licence)
        if choice.pseudonym_key:
            yield from ("--pseudonyms", choice.pseudonym_key)
        yield from _others(choice)


def _others(choice: Choice) -> Iterator[str]:
    """The options of the choices that are called as they are."""
    for each in fields(choice):
        value = getattr(choice, each.name)
        if each.name not in _APART and isinstance(value, str) and value != each.default:
            yield from (f"--{each.name.replace('_', '-')}", value)


def _hashed(path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return {"sha256": digest.hexdigest(), "bytes": size}
