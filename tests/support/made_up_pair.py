"""Two annotators who were made up: the second is the first with every tenth span otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from making import new_article

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, ArticleStatus, Origin, Status, new_id
from annotator.operations.figures import read_figure
from annotator.store.articles.article_rows import add_articles
from annotator.store.edits import apply_edit
from annotator.store.project import Project, create_project

LABELS = ("ACTOR", "LOCATION", "FIGURE")
_NAMES = (
    ("Taliban fighters", "ACTOR"),
    ("Kunduz", "LOCATION"),
    ("30 civilians", "FIGURE"),
    ("Afghan forces", "ACTOR"),
    ("Helmand province", "LOCATION"),
    ("more than 3,000", "FIGURE"),
)
_BETWEEN = ("said near", "were seen by", "on Monday, and", "after the talks with", "while")
Place = tuple[int, int, str]


def article(number: int, spans: int = 60) -> tuple[str, list[Place]]:
    """A text with so many spans, ten a paragraph, none of which touch."""
    chance = random.Random(number)
    parts, places, at = [f"Report {number} of the made-up war\n\n"], [], 0
    at = len(parts[0])
    for n in range(spans):
        words, label = chance.choice(_NAMES)
        places.append((at, at + len(words), label))
        end = ".\n\n" if n % 10 == 9 else " "
        rest = f" {chance.choice(_BETWEEN)}{end}"
        parts.append(words + rest)
        at += len(words) + len(rest)
    return "".join(parts), places


def otherwise(places: Sequence[Place], seed: int, share: float = 0.1) -> list[Place]:
    """The same spans, that share of them missing, shorter or labelled otherwise."""
    chance = random.Random(seed)
    others = set(chance.sample(range(len(places)), round(share * len(places))))
    found = []
    for number, (start, end, label) in enumerate(places):
        manner = chance.randrange(3) if number in others else None
        if manner == 0:
            continue
        if manner == 1:
            end -= 2
        if manner == 2:
            label = LABELS[(LABELS.index(label) + 1) % len(LABELS)]
        found.append((start, end, label))
    return found


def annotations(number: int, who: str, text: str, places: Sequence[Place]) -> list[Annotation]:
    """Annotations of these places."""
    return [
        Annotation(
            new_id(),
            number,
            who,
            SpanContent(start, end, label, figure=read_figure(text, start, end, label)),
            text[start:end],
            Origin.MANUAL,
        )
        for start, end, label in places
    ]


def make_pair(
    path: Path, articles: int, *, share: float = 0.1, spans: int = 60, third: bool = False
) -> Project:
    """An open project with made-up articles that ann and bob have finished; with a ``third`` eve
    too, who differs from ann in places of her own.
    """
    project = create_project(path)
    made = [article(number, spans) for number in range(1, articles + 1)]
    with project.writing() as connection:
        add_articles(connection, [new_article(text) for text, _ in made])
    for number, (text, places) in enumerate(made, 1):
        rows: list[Annotation | ArticleStatus] = []
        works = [("ann", places), ("bob", otherwise(places, number, share))]
        if third:
            works.append(("eve", otherwise(places, 1000 + number, share)))
        for who, own in works:
            rows += annotations(number, who, text, own)
            rows.append(ArticleStatus(number, who, Status.DONE))
        with project.writing() as connection:
            apply_edit(connection, Edit("work", (), tuple(rows)), annotator="ann")
    return project
