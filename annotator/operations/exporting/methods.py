"""The paragraph for the methods section of a paper, with the numbers of a project.

They are those of `annotator stats` and `annotator agreement`. People are counted, not named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.domain.guidelines import Definitions
from annotator.domain.values import Status
from annotator.domain.wording import counted
from annotator.operations import projects
from annotator.operations.agreement.metric_format import said, without_interval
from annotator.operations.defining import definitions
from annotator.operations.exporting.facts import PROGRAM, Facts, gathered
from annotator.operations.exporting.wording import (
    came_in,
    have_interval,
    listed,
    same_values,
    spent,
    suggestions_used,
    together,
)
from annotator.store import stats as store
from annotator.store.project import Project
from annotator.store.stats import PersonStats, Stats
from annotator.tasks import Progress
from annotator.version import VERSION

_WORDS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Methods:
    """What a paper says of how a project was annotated."""

    stats: Stats
    imported: int  # annotations that came in with files
    unfinished: Mapping[str, int]  # annotations by person in articles they have not finished
    facts: Facts
    definitions: Definitions

    @property
    def people(self) -> Mapping[str, PersonStats]:
        """Those who have finished an article."""
        return {n: one for n, one in self.stats.people.items() if one.statuses[Status.DONE]}

    @property
    def has_unfinished(self) -> bool:
        """Whether those who have finished an article have annotations in others."""
        return any(self.unfinished.get(name) for name in self.people)

    def to_json(self) -> dict[str, object]:
        """The paragraph and its numbers as a JSON object."""
        return {
            "paragraph": self.paragraph(),
            **self.facts.to_json(),
            "stats": self.stats.to_json(),
            "imported": self.imported,
            **self.definitions.to_json(),
        }

    def paragraph(self) -> str:
        """All of it, on one line."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        articles = counted(self.stats.articles, "news article")
        marked = sum(sum(one.annotations.values()) for one in self.stats.people.values())
        here = "put together" if marked and self.imported == marked else "annotated"
        yield f"The corpus is {articles}, {here} with {PROGRAM} {VERSION}."
        names = [label.name for label in self.definitions.labels]
        version = self.definitions.guidelines.version
        own = f"guidelines in version {version}" if version else "no guidelines of its own"
        yield f"The labels were {listed(names)}; the project has {own}."
        yield from self._work()
        yield from came_in(self.imported, marked, "of annotators")
        yield from suggestions_used(self.facts)
        yield from self._agreement()
        yield from self._gold()

    def _work(self) -> Iterator[str]:
        people = list(self.people.values())
        if not people:
            yield "No article has been finished yet."
            return
        done = listed(f"{one.statuses[Status.DONE]:,}" for one in people)
        spans = listed(f"{sum(one.annotations.values()):,}" for one in people)
        each = ", respectively" if len(people) > 1 else ""
        who = "One annotator" if len(people) == 1 else f"{_begins(len(people))} annotators"
        yield f"{who} finished {done} {'article' if done == '1' else 'articles'}{each}."
        more = ", those in articles not finished included" if self.has_unfinished else ""
        theirs = "This annotator's work" if len(people) == 1 else "Their work"
        yield f"{theirs} holds {spans} {'span' if spans == '1' else 'spans'}{each}{more}."
        if any(one.seconds for one in people):
            time = listed(spent(one.seconds) for one in people)
            yield f"The measured time at work was {time}{each}."

    def _agreement(self) -> Iterator[str]:
        report = self.facts.agreement
        if report is None:
            yield "No two annotators have finished the same articles, so agreement is not known."
            return
        whole = together(report)
        measures = listed(f"{n} {said(measured)}" for n, measured in whole)
        intervals = " (95% intervals)" if have_interval(m for _, m in whole) else ""
        over = counted(len(report.agreement.articles), "article")
        yield f"Over {over} that two or more of them finished: {measures}{intervals}."
        yield from same_values(report)
        figures = (pair.figures for pair in report.agreement.pairs)
        if missing := without_interval([*(measured for _, measured in whole), *figures]):
            yield missing

    def _gold(self) -> Iterator[str]:
        gold = self.stats.gold
        if gold.signed:
            spans = sum(gold.labels.values())
            labels = listed(f"{name} {count:,}" for name, count in gold.labels.items())
            sources = listed(f"{count:,} {name}" for name, count in gold.sources.items())
            yield (
                f"In review {counted(gold.signed, 'article')} became gold, with "
                f"{counted(spans, 'span')} ({labels}; {sources})."
            )


def methods(project: Project, *, progress: Progress | None = None) -> Methods:
    """What a paper says of a project. Raises Cancelled."""
    with project.reading() as connection:
        imported, unfinished = store.imported(connection), store.unfinished(connection)
    facts = gathered(project, progress=progress)
    return Methods(projects.stats(project), imported, unfinished, facts, definitions(project))


def _begins(count: int) -> str:
    """A count of several where a sentence begins, which no numeral may do."""
    return _WORDS[count - 2] if count < len(_WORDS) + 2 else f"In all, {count:,}"
