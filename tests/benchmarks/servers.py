"""Measures a project on a PostgreSQL server beside the same in a file; fails nobody.

    python tests/benchmarks/servers.py [--articles 10000] [--folder DIR]

Starts a server of its own on this computer, which writes to the disk as that of a team does, and
ends it. What is measured is time by the clock, since a server works while one waits.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import postgres_server
from exports import CHOICE
from large_project import write_records
from measuring import machine, p95

from annotator.domain.queueing import QueueView
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles, projects, queue
from annotator.operations.copying import copy
from annotator.operations.exporting import exporter
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

WORDS, SPANS = 300, 12
KEYS = 60
# As a server of a team has it: what is committed is on the disk.
SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "autovacuum": "on"}
Rows = dict[str, str]


def once(rows: Rows, name: str, act: Callable[[], object]) -> None:
    """Do something long once."""
    begun = time.perf_counter()
    act()
    rows[name] = f"{time.perf_counter() - begun:.1f} s"
    print(f"  {name}: {rows[name]}", flush=True)


def often(rows: Rows, name: str, acts: Iterable[Callable[[], object]]) -> None:
    """Do something short many times; what each needs is made ready as it is taken."""
    taken = []
    for act in acts:
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    rows[name] = f"{statistics.median(taken):.1f} ({p95(taken):.1f}) ms"
    print(f"  {name}: {rows[name]}", flush=True)


def keys(rows: Rows, workspace: Workspace) -> None:
    """What is pressed again and again: each is committed when it returns."""
    numbers = range(1, KEYS + 1)
    spans = [SuggestedSpan(SpanContent(at, at + 1, "ACTOR")) for at in (0, 1)]
    workspace.add_suggestions(dict.fromkeys(numbers, spans), source="measured", version="1")
    often(rows, "an article opened", (lambda n=n: workspace.article(n) for n in numbers))  # type: ignore[misc]

    def first(act: Callable[..., object]) -> Iterable[Callable[[], object]]:
        for number in numbers:
            suggestion = workspace.article(number).waiting[0]
            yield lambda: act(workspace, article=number, suggestion=suggestion)  # noqa: B023

    often(rows, "a key: accept", first(annotate.accept))
    often(rows, "a key: reject", first(annotate.reject))

    def labelled() -> Iterable[Callable[[], object]]:
        text = workspace.article(1).text
        for at in [at for at in range(10, len(text)) if text[at].isalpha()][:KEYS]:
            yield lambda: annotate.add(workspace, article=1, start=at, end=at + 1, label="ACTOR")  # noqa: B023

    often(rows, "a key: label", labelled())
    often(rows, "a key: undo", [workspace.undo] * 20)

    def done() -> Iterable[Callable[[], object]]:
        for number in numbers:
            workspace.article(number)
            yield lambda: articles.set_status(workspace, article=number, status=Status.DONE)  # noqa: B023

    often(rows, "a key: done", done())


def looks(rows: Rows, workspace: Workspace) -> None:
    """What is looked at and changes nothing."""
    often(rows, "the queue, its first page", [lambda: queue.listing(workspace, None)] * 9)
    view = QueueView(words="kabul attack")
    often(rows, "a search in the queue", [lambda: queue.listing(workspace, view)] * 9)
    often(rows, "what others did, each second", [workspace.news] * 20)


def measured(target: str, records: Path, folder: Path) -> Rows:
    """Everything of one project, which is made at ``target``."""
    rows: Rows = {}
    project = create_project(target)
    choices = ImportChoices(as_annotations=True)
    once(rows, "import", lambda: bring_in(Workspace(project, "ann"), [records], choices=choices))
    project.close()
    once(rows, "opening", lambda: Workspace(open_project(target), "eve"))
    workspace = Workspace(open_project(target), "eve")
    keys(rows, workspace)
    looks(rows, workspace)
    out = folder / f"{len(list(folder.iterdir()))}.jsonl"
    once(rows, "export (JSON lines)", lambda: exporter.export_jsonl(workspace.project, out, CHOICE))
    once(rows, "check", lambda: projects.check(workspace.project))
    workspace.close()
    return rows


def copied(rows: Rows, source: str, target: str) -> None:
    project = open_project(source)
    once(rows, "copy from it to the other kind", lambda: copy(project, target))
    project.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=None)
    chosen = parser.parse_args()
    programs = postgres_server.binaries()
    if programs is None:
        sys.exit(postgres_server.MISSING)
    postgres_server._SETTINGS.update(SAFE)
    print(f"{machine()}; {chosen.articles:,} articles of {WORDS} words and {SPANS} spans")
    with (
        tempfile.TemporaryDirectory(dir=chosen.folder) as name,
        postgres_server.running(programs) as server,
    ):
        folder = Path(name)
        write_records(folder / "made.jsonl", chosen.articles, words=WORDS, spans=SPANS)
        for database in ("war", "copied"):
            server.make(database)
        print("a file")
        file = measured(str(folder / "war.annot"), folder / "made.jsonl", folder)
        copied(file, str(folder / "war.annot"), server.url("copied"))
        print("a server")
        served = measured(server.url("war"), folder / "made.jsonl", folder)
        copied(served, server.url("war"), str(folder / "back.annot"))
    print("\n| | file | server |\n|---|---|---|")
    for what, figure in file.items():
        print(f"| {what} | {figure} | {served[what]} |")


if __name__ == "__main__":
    main()
