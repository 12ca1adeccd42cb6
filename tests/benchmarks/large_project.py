"""Measures what a large project costs and prints every figure; fails nobody.

    python tests/benchmarks/large_project.py [--articles 100000] [--folder DIR] [PART...]

Parts: import, bound, queue, save, window. ``import`` makes the project the others look at, and
writes the same rows by raw ``executemany`` in the same run, for comparison.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from importing_verbs import import_files

from annotator.domain.edits import Edit
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Origin, Status, new_id
from annotator.operations import articles, queue
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
    names = (
        *("article", "article_text", "article_summary", "article_signs"),
        *("suggestion", "suggestion_run"),
    )
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
    report = import_files(project, [records], annotator="ann")
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


def grown(script: str, *arguments: str) -> list[str]:
    """What a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


_BOUND = """
import sys, time
from pathlib import Path
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.domain.values import Status
from annotator.store.project import create_project
from annotator.workspace import Workspace
lines, small, project, out = map(Path, sys.argv[1:5])
def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
warm = create_project(project.with_suffix(".warm"))
kind = sys.argv[5] == "annotations"
bring_in(Workspace(warm, "ann"), [small], choices=ImportChoices(as_annotations=kind))
export_jsonl(warm, out, Choice("ann", tuple(Status)))
before = peak()
held = create_project(project)
begun = time.perf_counter()
bring_in(Workspace(held, "ann"), [lines], choices=ImportChoices(as_annotations=kind))
read = time.perf_counter() - begun
after = peak()
begun = time.perf_counter()
export_jsonl(held, out, Choice("ann", tuple(Status)))
print(read, time.perf_counter() - begun, after - before, peak() - before)
"""


def part_bound(folder: Path, count: int) -> None:
    for kind in ("suggestions", "annotations"):
        say(f"spans as {kind}:", "")
        _bound_of(folder, kind)


def _bound_of(folder: Path, kind: str) -> None:
    times = {}
    small = folder / "warm.jsonl"
    write_records(small, 200, words=660, spans=110)
    for articles_ in (1_000, 10_000):
        lines, project = folder / f"bound{articles_}.jsonl", folder / f"bound{articles_}.annot"
        write_records(lines, articles_, words=660, spans=110, seed=1)
        for path in (project, project.with_suffix(".warm")):
            path.unlink(missing_ok=True)
        arguments = map(str, (lines, small, project, folder / "out.jsonl", kind))
        read, written, grew, most = map(float, grown(_BOUND, *arguments))
        times[articles_] = (read, written)
        say(f"import, export of {articles_:,} with 110 spans", f"{read:.1f}, {written:.1f} s")
        say("  memory grows by (import, with export)", f"{grew:.0f}, {most:.0f} MB")
        size = project.stat().st_size / articles_ / 1000
        with sqlite3.connect(project) as db:
            mean = db.execute("SELECT avg(length(CAST(text AS blob))) FROM article_text").fetchone()
        say(f"  on disk for an article of {mean[0] / 1000:.1f} kB", f"{size:.1f} kB")
    for place, name in enumerate(("import", "export")):
        ratio = times[10_000][place] / times[1_000][place]
        say(f"{name} of 10,000 against 1,000", f"{ratio:.1f} times")


VIEWS = {
    "all, as imported": QueueView(),
    "to do and in progress": QueueView(statuses=(Status.NEW, Status.IN_PROGRESS)),
    "done": QueueView(statuses=(Status.DONE,)),
    "one source": QueueView(sources=(SOURCES[3],)),
    "two years": QueueView(since="2015", until="2016-12-31"),
    "two years, one source": QueueView(since="2015", until="2016-12-31", sources=(SOURCES[3],)),
    "longer than 5,000": QueueView(shortest=5000),
    "with suggestions to decide": QueueView(waiting=True),
    "assigned to me": QueueView(mine=True),
    **{f"sorted by {sort}": QueueView(sort=sort) for sort in Sort if sort is not Sort.MATCH},
    "to do, by title": QueueView(statuses=(Status.NEW,), sort=Sort.TITLE),
    "search: Kunduz": QueueView(words="Kunduz"),
    "search: the": QueueView(words="the"),
    "search: the Taliban": QueueView(words="the Taliban"),
    'search: "of the"': QueueView(words='"of the"'),
    "search: talib*": QueueView(words="talib*"),
    "search: the*": QueueView(words="the*"),
    "search: a*": QueueView(words="a*"),
    "search: the, most to decide": QueueView(words="the", sort=Sort.WAITING),
    "search: Kunduz, best match": QueueView(words="Kunduz", sort=Sort.MATCH),
    "search: the %": QueueView(words="the %"),
}


def work_on(path: Path) -> None:
    """A twentieth of the articles done by ann, and everything dealt out to three people."""
    with sqlite3.connect(path) as db:
        if db.execute("SELECT count(*) FROM work").fetchone()[0]:
            return
        (ann,) = db.execute("SELECT id FROM annotator WHERE name = 'ann'").fetchone()
        db.execute(
            "INSERT INTO work SELECT id, ?, 'done', NULL FROM article WHERE id % 20 = 0", (ann,)
        )
        db.execute(
            "INSERT INTO tally SELECT id, ?, 50, 60, NULL FROM article WHERE id % 20 = 0", (ann,)
        )
        db.execute("INSERT INTO assignment SELECT id, ? FROM article WHERE id % 3 = 0", (ann,))
        db.execute(
            "UPDATE article_summary SET lowest_score = (article_id * 7919 % 10007) / 10007.0"
        )


def part_queue(folder: Path, count: int) -> None:
    path = folder / "large.annot"
    work_on(path)
    begun = time.perf_counter()
    workspace = Workspace(open_project(path), "ann")
    first = queue.listing(workspace, None)
    say("project opened, with the first rows of the queue", ms(time.perf_counter() - begun))
    for name, view in VIEWS.items():
        least, middle = best(partial(queue.numbers, workspace, view))
        found = len(queue.numbers(workspace, view))
        say(f"  {name} ({found:,})", f"{ms(least)}, median {ms(middle)}")
    everything = queue.numbers(workspace, QueueView())
    pages = [everything[at : at + 60] for at in range(0, len(everything), len(everything) // 50)]
    for words in ("", "the Taliban", "th*"):
        view = QueueView(words=words)
        times = [timed(partial(queue.rows, workspace, view, page)) for page in pages]
        say(f"a page of 60 rows, words {words!r}", f"median {ms(statistics.median(times))}")
    say("counts by status", ms(best(lambda: queue.counts(workspace, QueueView()))[0]))
    last = everything[-1]
    following = best(lambda: articles.next_open(workspace, after=last - 2))[0]
    say("next article that needs work", ms(following))
    assert first.numbers
    workspace.close()


def part_save(folder: Path, count: int) -> None:
    empty = folder / "empty.annot"
    empty.unlink(missing_ok=True)
    project = create_project(empty)
    one = folder / "one.jsonl"
    write_records(one, 1, words=700, spans=60)
    import_files(project, [one], annotator="ann")
    project.close()
    times = {}
    for name, path in (("empty", empty), ("large", folder / "large.annot")):
        workspace = Workspace(open_project(path), "ann")
        article = queue.numbers(workspace, QueueView(statuses=(Status.NEW,)))[-1]
        text = workspace.article(article).text
        saved = []
        for start in range(100):
            span = Annotation(
                *(new_id(), article, "ann", SpanContent(start, start + 9, "ACTOR")),
                *(text[start : start + 9], Origin.MANUAL),
            )
            begun = time.perf_counter()
            workspace.do(Edit("Span", (), (span,)))
            saved.append(time.perf_counter() - begun)
        for _ in saved:
            workspace.undo()
        workspace.close()
        times[name] = statistics.median(saved)
        say(f"a span saved in the {name} project", f"median {ms(times[name])}")
    say("  ratio", f"{times['large'] / times['empty']:.2f}")


_WINDOW = """
import os, sys, time
from pathlib import Path
begun = time.perf_counter()
from PySide6.QtWidgets import QApplication, QListView
from PySide6.QtCore import QElapsedTimer
app = QApplication([])
from annotator.ui.look import theme
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings
theme.apply(app, dark=False)
folder = Path(sys.argv[2])
launcher = Launcher(Settings(folder), "ann", folder)
launcher.window.resize(1440, 900)
launcher.begin(sys.argv[1])
while launcher.window.project is None:  # from the start of Python to the queue shown
    app.processEvents()
opened = time.perf_counter() - begun
def settle(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.002)
settle(2)
view = launcher.window.findChild(QListView, 'queue_list')
bar = view.verticalScrollBar()
steps = []
for place in range(300):
    step = 62 * 3 if place % 10 else bar.maximum() // 31
    before = time.perf_counter()
    bar.setValue((bar.value() + step) % max(1, bar.maximum()))
    view.viewport().repaint()
    steps.append(time.perf_counter() - before)
    settle(0.01)
settle(0.5)
steps.sort()
status = dict(
    line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line
)
memory = int(status["VmRSS"].split()[0]) / 1024
peak = int(status["VmHWM"].split()[0]) / 1024
print(opened, steps[len(steps) // 2], steps[int(len(steps) * 0.95)], steps[-1], memory, peak)
launcher.window.close()
"""


def part_window(folder: Path, count: int) -> None:
    empty, config = folder / "none.annot", str(folder / "config")
    if not empty.exists():
        create_project(empty).close()
    say("window with an empty project", ms(float(grown(_WINDOW, str(empty), config)[0])))
    arguments = str(folder / "large.annot"), config
    opened, middle, high, most, memory, peak = map(float, grown(_WINDOW, *arguments))
    say("window with the large project", ms(opened))
    say("scrolling the queue, a step with its painting", f"median {ms(middle)}")
    say("  95 of 100 steps below, longest", f"{ms(high)}, {ms(most)}")
    say("memory of the window (without the suggestion process)", f"{memory:.0f} MB")
    say("  at most", f"{peak:.0f} MB")


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


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


PARTS: dict[str, Callable[[Path, int], None]] = {
    "import": part_import,
    "bound": part_bound,
    "queue": part_queue,
    "save": part_save,
    "window": part_window,
}

if __name__ == "__main__":
    main()
