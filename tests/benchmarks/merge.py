"""Measures merging a bundle against writing the same rows raw, and prints every figure.

    python tests/benchmarks/merge.py [--articles 10000] [--spans 60] [--decided]

The receiver has the articles already. Raw is one ``executemany`` for each table, in one
transaction, with the rows of the merged project in the order in which they lie there; the parse,
the checks of every line and the hash come on top in the merge. ``--decided`` makes every other
span an accepted suggestion. Both run three times; memory is that of a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.large_project import write_records
from benchmarks.measuring import machine
from importing_verbs import import_files

from annotator.operations.sharing import bundling, merging
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

TABLES = (
    *("annotator", "suggestion_source", "suggestion", "annotation", "decision", "work"),
    *("work_version", "tally"),
)
TIMES = 3


def say(what: str, figure: str) -> None:
    print(f"{what:<62} {figure:>20}", flush=True)


def make(folder: Path, count: int, spans: int, decided: bool) -> None:
    """The sender's project and bundle, and the receiver's project without the work."""
    records = folder / "records.jsonl"
    write_records(records, count, words=700, spans=spans)
    project = create_project(folder / "sender.annot")
    import_files(project, [records], annotator="ann", as_annotations=True, mute=False)
    if decided:
        decide(folder / "sender.annot")
    begun = time.perf_counter()
    report = bundling.write_bundle(project, folder / "work.annwork", made_by="ann")
    say("bundle written and read again", f"{time.perf_counter() - begun:.1f} s")
    say("  its size", f"{report.size / 1e6:.1f} MB")
    project.close()
    bare = folder / "bare.jsonl"
    write_records(bare, count, words=700, spans=0)
    project = create_project(folder / "receiver.annot")
    import_files(project, [bare], annotator="rex", mute=False)
    project.close()


def decide(path: Path) -> None:
    """Let every other annotation be an accepted suggestion."""
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO suggestion_source (id, name, version) VALUES (1, 'rules', '1')")
        db.execute(
            "INSERT INTO suggestion (article_id, source_id, label_id, start, end) "
            "SELECT article_id, 1, label_id, start, end FROM annotation WHERE start % 2"
        )
        db.execute(
            "UPDATE annotation SET origin = 'accepted', suggestion_id = (SELECT s.id "
            "FROM suggestion s WHERE s.article_id = annotation.article_id "
            "AND s.start = annotation.start) WHERE start % 2"
        )
        db.execute(
            "INSERT INTO decision (suggestion_id, annotator_id, article_id, verdict, annotation_id)"
            " SELECT suggestion_id, annotator_id, article_id, 'accepted', id FROM annotation "
            "WHERE suggestion_id IS NOT NULL"
        )
        db.execute(
            "UPDATE tally SET decisions = (SELECT count(*) FROM decision d "
            "WHERE d.article_id = tally.article_id)"
        )
        db.execute(
            "UPDATE article_summary SET suggestions = (SELECT count(*) FROM suggestion s "
            "WHERE s.article_id = article_summary.article_id)"
        )


def raw(folder: Path, merged: Path) -> float:
    """Seconds of executemany with the rows the merge has added."""
    target = folder / "raw.annot"
    shutil.copy(folder / "receiver.annot", target)
    with sqlite3.connect(merged) as db, sqlite3.connect(folder / "receiver.annot") as before:
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for name in TABLES:
            there = before.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            rows[name] = db.execute(f"SELECT * FROM {name}").fetchall()[there:]
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA cache_size=-32000")
    begun = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    for name, found in rows.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            db.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
    db.execute("COMMIT")
    seconds = time.perf_counter() - begun
    db.close()
    return seconds


def merge(folder: Path) -> None:
    """Merge into a fresh receiver; prints seconds and the most memory."""
    target = folder / "merged.annot"
    shutil.copy(folder / "receiver.annot", target)
    project = open_project(target)
    begun = time.perf_counter()
    report = merging.merge_files(Workspace(project, "rex"), [folder / "work.annwork"])
    seconds = time.perf_counter() - begun
    project.close()
    assert report.changed
    print(seconds, most_memory())


def most_memory() -> float:
    """The most memory this process has had, in MB; what it was started from does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--spans", type=int, default=60)
    parser.add_argument("--decided", action="store_true")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder is not None:
        merge(given.folder)
        return
    print(machine())
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make(folder, given.articles, given.spans, given.decided)
        merges, raws, most = [], [], 0.0
        for _ in range(TIMES):
            command = [sys.executable, __file__, "--folder", str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, memory = map(float, done.stdout.split())
            merges.append(seconds)
            most = max(most, memory)
            raws.append(raw(folder, folder / "merged.annot"))
        count = given.articles * given.spans
        say("rows raw, executemany", f"{min(raws):.2f} s")
        say("  spans a second", f"{count / min(raws):,.0f}")
        say("merge of the bundle", f"{min(merges):.2f} s")
        say("  spans a second", f"{count / min(merges):,.0f}")
        say("  of the raw rate", f"{min(raws) / min(merges):.2f}")
        say("  memory at most", f"{most:.0f} MB")
        project = open_project(folder / "merged.annot")
        begun = time.perf_counter()
        assert not merging.merge_files(Workspace(project, "rex"), [folder / "work.annwork"]).changed
        say("merge of the same bundle again", f"{time.perf_counter() - begun:.2f} s")
        project.close()


if __name__ == "__main__":
    main()
