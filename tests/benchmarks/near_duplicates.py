"""Groups made-up articles into stories and prints time, memory, recall and false groups.

    python tests/benchmarks/near_duplicates.py [ARTICLES]

Nine in ten articles are of their own, written from the same three templates; one in ten is a
version of one of them, with 2, 5, 10, 15 or 20 in a hundred words changed. They are grouped by
themselves and within a project.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from story_groups import group
from story_texts import article, changed

from annotator.domain.values import NewArticle
from annotator.operations.stories import group_stories
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import Project, create_project
from annotator.workspace import Workspace

T = TypeVar("T")
SHARES = (0.02, 0.05, 0.10, 0.15, 0.20)
SENTENCES = 32  # about 700 words
BATCH = 1000


def make(count: int) -> Iterator[tuple[int, str]]:
    """The same articles each time; every tenth is a version of one made before."""
    rng = random.Random(2)
    kept: dict[int, str] = {}
    for number in range(count):
        if number % 10 == 9:
            original, text = next(iter(kept.items()))
            del kept[original]
            yield number, changed(text, SHARES[number // 10 % len(SHARES)], rng)
        else:
            text = article(rng, SENTENCES)
            if number % 10 == 0:
                kept[number] = text
            yield number, text


def family(number: int) -> int:
    """The article that an article is a version of, or itself."""
    return number - 9 if number % 10 == 9 else number


def report(stories: list[tuple[int, ...]], count: int) -> None:
    """Print how many of the planted versions were found, and the stories that hold strangers."""
    story = {number: members for members in stories for number in members}
    for at, share in enumerate(SHARES):
        planted = [n for n in range(9, count, 10) if n // 10 % len(SHARES) == at]
        found = sum(family(n) in story.get(n, ()) for n in planted)
        print(f"  {share:.0%} of the words changed: {found} of {len(planted)} found")
    false = sum(len({family(n) for n in members}) > 1 for members in stories)
    print(f"  {len(stories)} stories, {false} of them with strangers")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(file: IO[str]) -> Iterator[tuple[int, str]]:
    """The articles in a file of one a line, so that they take no memory."""
    file.seek(0)
    for number, line in enumerate(file):
        yield number, line.rstrip("\n")


def fill(project: Project, texts: Iterator[tuple[int, str]]) -> None:
    while batch := [NewArticle(text, title="Made up") for _, text in islice(texts, BATCH)]:
        with project.writing() as connection:
            add_articles(connection, batch)


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """What the work returns, its seconds, and the MB it has added to the peak."""
    held, begun = peak_mb(), time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun, peak_mb() - held


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, Path(folder, "made.txt").open("w+") as file:
        words = 0
        for _, text in make(count):
            file.write(text.replace("\n", " ") + "\n")
            words += len(text.split())
        print(f"{count} articles of {words / count:.0f} words")
        stories, took, grown = timed(lambda: group(read(file)))
        print(f"grouped in {took:.1f} s, {count / took:.0f} articles/s, {grown:.0f} MB more")
        report(stories, count)
        project = create_project(Path(folder, "stories.annot"))
        fill(project, read(file))
        found, took, grown = timed(lambda: group_stories(Workspace(project, "ann")))
        print(f"within a project: {found.stories} stories in {took:.1f} s, {grown:.0f} MB more")
        add = [NewArticle(article(random.Random(at), SENTENCES), title="New") for at in range(10)]
        with project.writing() as connection:
            add_articles(connection, add)
        _, took, grown = timed(lambda: group_stories(Workspace(project, "ann")))
        print(f"10 articles more: {took:.1f} s, {grown:.0f} MB more")
        project.close()


if __name__ == "__main__":
    main()
