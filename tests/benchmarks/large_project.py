"""Measures what a large project costs and prints every figure; fails nobody.

    python tests/benchmarks/large_project.py [--articles 100000] [--folder DIR] [PART...]

Parts: import, bound, queue, save, window, memory, disk. ``import`` makes the project the others
look at. The same rows are written by raw ``executemany`` in the same run, for comparison.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator.domain.edits import Edit
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Annotation, Origin, Status, new_id
from annotator.operations import articles, importing, queue
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

ROOT = Path(__file__).parents[2]
LABELS = ("ACTOR", "LOCATION", "FIGURE")
SOURCES = tuple(f"paper{number}.example" for number in range(40))
REPEATS = 7


class Words:
    """Texts whose words are as unevenly frequent as in news: Zipf's law over a vocabulary."""

    def __init__(self, seed: int = 0, size: int = 40_000) -> None:
        self._random = random.Random(seed)
        seeds = " ".join(path.read_text("utf-8") for path in sorted(ROOT.glob("seeds/*.txt")))
        known = list(dict.fromkeys(seeds.split()))
        made = ("".join(self._random.choices("aeioulnrstdkmbp", k=7)) for _ in range(size))
        self._words = known + list(made)
        self._weights = list(
            itertools.accumulate(1 / (rank + 3) for rank in range(len(self._words)))
        )

    def record(self, number: int, words: int, spans: int) -> dict[str, Any]:
        """One article as a JSON object."""
        chosen = self._random.choices(self._words, cum_weights=self._weights, k=words)
        text = " ".join(chosen)
        bounds, place = [], 0
        step = max(1, words // spans) if spans else words + 1
        for index, word in enumerate(chosen):
            if index % step == 0 and len(bounds) < spans:
                label = LABELS[index // step % 3]
                bounds.append({"start": place, "end": place + len(word), "label": label})
            place += len(word) + 1
        day = self._random.randrange(1, 29)
        meta = {
            "id": f"a{number}",
            "title": " ".join(chosen[:9]),
            "source": SOURCES[number % len(SOURCES)],
            "published": f"{2010 + number % 16}-{1 + number % 12:02}-{day:02}",
        }
        return {"text": text, "spans": bounds, "meta": meta}


def write_records(path: Path, count: int, *, words: int, spans: int, seed: int = 0) -> None:
    """A JSON lines file with so many records."""
    maker = Words(seed)
    with path.open("wb") as file:
        for number in range(count):
            record = maker.record(number, words, spans)
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def say(what: str, figure: str) -> None:
    print(f"{what:<62} {figure:>20}", flush=True)


def best(action: Callable[[], object]) -> tuple[float, float]:
    """Least and middle seconds of some runs."""
    times = []
    for _ in range(REPEATS):
        gc.collect()
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times), statistics.median(times)


def tables(path: Path) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """The statements and rows that made a project, by table."""
    names = ("article", "article_text", "article_summary", "suggestion", "suggestion_run")
    with sqlite3.connect(path) as db:
        return {
            name: (name, db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall())
            for name in names
        }


def raw(source: Path, target: Path, *, full_text: bool) -> tuple[float, float]:
    """Seconds, and CPU seconds, of executemany with the rows of ``source``, in one go."""
    create_project(target).close()
    rows = tables(source)
    with sqlite3.connect(source) as db:
        others = {
            name: db.execute(f"SELECT * FROM {name}").fetchall()
            for name in ("annotator", "suggestion_source")
        }
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA foreign_keys=ON")
    begun, cpu = time.perf_counter(), time.process_time()
    db.execute("BEGIN IMMEDIATE")
    for name, found in (*others.items(), *((name, held) for name, held in rows.values())):
        if found:
            marks = ", ".join("?" * len(found[0]))
            db.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
    if full_text:
        titles = {row[0]: row[4] for row in rows["article"][1]}
        db.executemany(
            "INSERT INTO article_fts(rowid, title, text) VALUES (?, ?, ?)",
            [(row[0], titles[row[0]], row[1]) for row in rows["article_text"][1]],
        )
    db.execute("COMMIT")
    db.close()
    return time.perf_counter() - begun, time.process_time() - cpu


def imported(path: Path, records: Path) -> tuple[float, float]:
    """Seconds, and CPU seconds, of the import; the interpreter's start is not counted."""
    project = create_project(path)
    begun, cpu = time.perf_counter(), time.process_time()
    report = importing.import_files(project, [records], annotator="ann")
    seconds = time.perf_counter() - begun, time.process_time() - cpu
    project.close()
    assert not report.rejections, report.rejections[:3]
    return seconds


def part_import(folder: Path, count: int) -> None:
    records, project = folder / "large.jsonl", folder / "large.annot"
    if not records.exists():
        write_records(records, count, words=700, spans=60)
    project.unlink(missing_ok=True)
    ours = imported(project, records)
    say(f"import of {count:,} articles with 60 suggestions", f"{ours[0]:.1f} s")
    say("  of it CPU", f"{ours[1]:.1f} s")
    for words, full_text in (("with the full-text index", True), ("without it", False)):
        copy = folder / "raw.annot"
        copy.unlink(missing_ok=True)
        theirs = raw(project, copy, full_text=full_text)
        copy.unlink()
        say(f"raw executemany of the same rows {words}", f"{theirs[0]:.1f} s")
        say("  rate of the import against it", f"{theirs[0] / ours[0]:.2f}")
        say("  in CPU time", f"{theirs[1] / ours[1]:.2f}")
    say("size of the project", f"{project.stat().st_size / 1e6:,.0f} MB")


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", default=list(PARTS))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder is not None:
        given.folder.mkdir(parents=True, exist_ok=True)
        for name in given.parts:
            PARTS[name](given.folder, given.articles)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in given.parts:
            PARTS[name](Path(folder), given.articles)


PARTS: dict[str, Callable[[Path, int], None]] = {"import": part_import}

if __name__ == "__main__":
    main()
