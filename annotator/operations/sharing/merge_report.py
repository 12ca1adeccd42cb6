"""What a merge did, as values, as JSON and in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.merging import ArticleMatch, ArticleOutcome, MergeResult
from annotator.domain.wording import counted

_WORDS = {
    MergeResult.NEW: "new here",
    MergeResult.NEWER: "brought up to date",
    MergeResult.SAME: "already here",
    MergeResult.OLDER: "older than here, left",
    MergeResult.DIVERGED: "diverged, both kept",
    MergeResult.LEFT_OUT: "left out, since the article is not here",
}


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What one file brought. ``notes`` are sentences about what should be looked at."""

    name: str
    made_by: str
    at: str
    articles: tuple[ArticleOutcome, ...]
    notes: tuple[str, ...] = ()
    more: bool = False  # than work has come: what its team shares, feedback, what was put back

    def counts(self) -> Mapping[str, Mapping[MergeResult, int]]:
        """For each annotator, in how many articles their work was what."""
        counts: dict[str, Counter[MergeResult]] = {}
        for article in self.articles:
            for work in article.works:
                counts.setdefault(work.annotator, Counter())[work.result] += 1
        return counts

    def to_json(self) -> dict[str, object]:
        """The outcome as a JSON object of the report."""
        return {
            "file": self.name,
            "made_by": self.made_by,
            "at": self.at,
            "annotators": {
                name: {result.value: count for result, count in counts.items()}
                for name, counts in sorted(self.counts().items())
            },
            "articles": [_article_json(article) for article in self.articles],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did. ``backup`` is the project as it was before, None where nothing changed or
    it lives on a server."""

    files: tuple[FileOutcome, ...]
    labels_added: tuple[str, ...] = ()
    suggestions_added: int = 0
    backup: Path | None = None

    @property
    def changed(self) -> bool:
        """Whether the project is another than before."""
        return any(
            file.more or any(article.changed for article in file.articles) for file in self.files
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """The articles of the project that it concerns."""
        numbers = {a.number for file in self.files for a in file.articles if a.number is not None}
        return tuple(sorted(numbers))

    @property
    def incomplete(self) -> bool:
        """Whether something is to be looked at: work diverged, without a place, left out."""
        return any(
            work.result in (MergeResult.DIVERGED, MergeResult.LEFT_OUT) or work.unplaced
            for file in self.files
            for article in file.articles
            for work in article.works
        )

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "changed": self.changed,
            "files": [file.to_json() for file in self.files],
            "labels_added": list(self.labels_added),
            "suggestions_added": self.suggestions_added,
            "backup": str(self.backup) if self.backup else None,
        }


def _article_json(article: ArticleOutcome) -> dict[str, object]:
    return {
        "id": article.uid,
        "title": article.title,
        "article": article.match.value,
        "looks_the_same": article.is_alike,
        "work": [
            {
                "annotator": work.annotator,
                "came": work.result.value,
                "spans": work.spans,
                "shown": work.shown,
                "unplaced": [item.to_json() for item in work.unplaced],
            }
            for work in article.works
        ],
    }


def summary(report: MergeReport) -> list[str]:
    """The report in sentences: what each file brought of whom, and what has to be looked at."""
    lines = []
    for file in report.files:
        if not file.articles and not file.more:
            lines.append(f"{file.name}: no work on articles.")
        for name, counts in sorted(file.counts().items()):
            parts = [
                f"{counts[result]:,} {_WORDS[result]}"
                for result in MergeResult
                if counts.get(result)
            ]
            lines.append(f"{file.name}: {name}: {', '.join(parts)}.")
        added = sum(article.match is ArticleMatch.ADDED for article in file.articles)
        if added:
            was = "was" if added == 1 else "were"
            said = f"{counted(added, 'article')} {was} not in the project and {was} added"
            lines.append(f"{file.name}: {said}.")
    return lines + issues(report)


def issues(report: MergeReport) -> list[str]:
    """A sentence for each thing that somebody should look at."""
    lines = [f"Label {name} was added to the project." for name in report.labels_added]
    for file in report.files:
        lines += [f"{file.name}: {note}." for note in file.notes]
        for article in file.articles:
            what = f"“{article.title}” ({article.uid})"
            if article.is_alike:
                lines.append(
                    f"{what} differs here only in what nobody sees, such as blanks, line ends or "
                    "accents; each span was carried over to the same signs."
                )
            elif article.match is ArticleMatch.OTHER_TEXT:
                lines.append(f"{what} has another text here; the work was carried over to it.")
            for work in article.works:
                if work.result is MergeResult.DIVERGED:
                    where = "theirs is shown" if work.shown else "the one here is still shown"
                    lines.append(
                        f"{what}: {work.annotator} has worked on it in two places at once; "
                        f"{where}, the other is kept aside."
                    )
                lines += [
                    f"{what}: {item.span.label} “{item.quote}” of {work.annotator} "
                    f"({item.span.start} to {item.span.end} there) has no place in the text here; "
                    "it is kept aside."
                    for item in work.unplaced
                ]
    return lines
