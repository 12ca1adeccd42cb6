"""What a pre-flight has found, in words and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.outgoing import Content
from annotator.domain.values import Status
from annotator.domain.wording import counted, listing, quoted
from annotator.formats.peers.spacy import CUT, Adjustment
from annotator.operations.exporting.export_report import ExportReport, LeftOut

_SHOWN = 3  # titles or words that a sentence names; the others it counts
_NO_ARTICLES = "there is none in this project; import some first"
_NOTHING = {
    GOLD: "none is under review",
    BEST: "nobody has begun one",
    EVERYONE: "nobody has begun one",
}
_UNFINISHED = {
    GOLD: "none is signed off yet",
    BEST: "none is finished yet",
    EVERYONE: "none is finished yet",
}
_STATUSES = {
    Status.NEW: "not begun",
    Status.IN_PROGRESS: "in progress",
    Status.FLAGGED: "flagged",
    Status.SKIPPED: "skipped",
    Status.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Articles that stay in the project since finished ones alone are asked for; how many stand
    where, if it is somebody's own work.
    """

    articles: int
    by_status: Mapping[Status, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {_STATUSES[s]}" for s, count in self.by_status.items())


@dataclass(frozen=True, slots=True)
class Preflight:
    """What an export would do. ``report`` is what it would say afterwards.

    ``wide`` are the articles, by id and
    title, with characters that UTF-16 counts as two.
    """

    whose: str
    report: ExportReport
    annotators: tuple[str, ...]
    waiting: Waiting
    wide: tuple[tuple[str, str], ...]

    @property
    def off_edges(self) -> tuple[Adjustment, ...]:
        """The spans at whose edges tokens are cut."""
        return tuple(item for item in self.report.adjusted if item.done == CUT)

    @property
    def offers_all(self) -> bool:
        """Whether there is nothing to go out, but would be with all articles."""
        return not self.report.articles and self.waiting.articles > 0

    def to_json(self) -> dict[str, object]:
        """What was found as a JSON object: the report of the export, and what only this knows."""
        return {
            **self.report.to_json(),
            "check": True,
            "annotators": list(self.annotators),
            "waiting": {
                "articles": self.waiting.articles,
                **{status.value: n for status, n in self.waiting.by_status.items()},
            },
            "off_edges": [item.to_json() for item in self.off_edges],
            "confidential_articles": list(self.report.confidential),
            "utf16": [{"article": uid, "title": title} for uid, title in self.wide],
        }

    def sentences(self) -> Iterator[str]:
        """Everything, each span by itself, and then the sums."""
        yield from self.report.each()
        yield from self.summary()

    def summary(self) -> Iterator[str]:
        """The sums, a sentence each: what goes out comes first."""
        yield self.outcome()
        if self.waiting.articles and self.report.articles:
            state = f" ({self.waiting})" if self.waiting.by_status else ""
            verb = "stays" if self.waiting.articles == 1 else "stay"
            finished = "signed off" if self.whose == GOLD else "finished"
            yield (
                f"{counted(self.waiting.articles, self.report.noun)} {verb} here, not being "
                f"{finished}{state}."
            )
        if self.report.parts and self.report.articles:
            parts = ", ".join(f"{n} {p.articles:,}" for n, p in self.report.parts.items())
            yield f"Of these articles go to {parts}."
        if self.report.split is not None:
            yield from self.report.split.notes
        yield from self.report.about_people()
        yield from _grouped_losses(self.report.left_out)
        if self.report.dropped:
            dropped = self.report.dropped
            amounts = "; ".join(kind.counted(dropped[kind]) for kind in Content if dropped[kind])
            yield f"This format cannot hold: {amounts}."
        if self.report.articles:
            yield from self.report.limits
        if self.report.overlaps:
            times = counted(len(self.report.overlaps), "time")
            yield f"Spans overlap though this project does not let them: {times}."
        yield from _grouped(self.report.adjusted)
        if self.wide:
            titles = _some(quoted(title) if title else uid for uid, title in self.wide)
            holds = "holds" if len(self.wide) == 1 else "hold"
            yield (
                f"{counted(len(self.wide), 'article')} {holds} characters that tools which count "
                f"UTF-16 take for two, so offsets behind them differ there: {titles}."
            )

    def outcome(self) -> str:
        """How much goes out, and of whom; if nothing does, why."""
        report, waiting = self.report, self.waiting
        if report.articles:
            goes = "goes" if report.articles == 1 else "go"
            return (
                f"{counted(report.articles, report.noun)} with {counted(report.spans, 'span')} "
                f"{goes} out: the work of {_some(self.annotators)}."
            )
        if report.left_out:
            return "No article goes out: what is wrong with them is said below."
        if report.confidential:
            return "No article goes out: all that would are marked as confidential."
        why = _NOTHING if not waiting.articles else _UNFINISHED
        own = _NO_ARTICLES if not waiting.articles else f"{self.whose} has finished none yet"
        state = f" ({waiting})" if waiting.by_status else ""
        ways = f" Unfinished ones can go out too: {waiting.articles:,}." if waiting.articles else ""
        return f"No article goes out: {why.get(self.whose, own)}{state}.{ways}"


def _grouped_losses(losses: Sequence[LeftOut]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[LeftOut]] = defaultdict(list)
    for item in losses:
        what = "figure value" if item.of_value else "span" if item.span else "article"
        what = "line" if item.span is None and item.text else what
        groups[what, item.reason].append(item)
    for (what, reason), items in groups.items():
        names = _some(_loss(item) for item in items)
        verb, since = ("is", "since") if len(items) == 1 else ("are", "each since")
        yield f"{counted(len(items), what)} {verb} left out, {since} {reason}: {names}."


def _loss(item: LeftOut) -> str:
    named = quoted(item.title) if item.title else item.article
    if item.span is None and not item.text:
        return named
    words = f"{item.span.label} {quoted(item.text)}" if item.span else quoted(item.text)
    return f"{words} in {named}"


def _grouped(adjusted: Sequence[Adjustment]) -> Iterator[str]:
    groups: dict[str, list[Adjustment]] = defaultdict(list)
    for item in adjusted:
        groups[item.done].append(item)
    for done, items in groups.items():
        names = _some(f"{item.label} {quoted(item.text)}" for item in items)
        each = "" if len(items) == 1 else ", each"
        yield f"{counted(len(items), 'span')}{each}: {done} ({names})."


def _some(names: Iterable[str]) -> str:
    return listing(names, _SHOWN)
