"""Measures what leaves a project, and comes in, in processor time beside plain loops; fails nobody.

    python tests/benchmarks/exports.py [--articles 1000] [--times 3] [--folder DIR] [PART...]

Parts: jsonl, spacy, peers, jobs, import, stats, start. All look at one made project whose articles
have 660 words and 110 annotations. That the loops write the same bytes is checked on the way.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from large_project import say, write_records
from measuring import machine
from plain_loops import SPLIT, plain_jsonl, plain_spacy, raw, raw_rows

from annotator.domain.values import Status
from annotator.formats.json import jsonl
from annotator.formats.writer import Writer
from annotator.formats.writers import TARGETS, WRITERS
from annotator.operations import projects
from annotator.operations.exporting import export_formats, exporter, made, side_by_side
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

WORDS, SPANS = 660, 110
CHOICE = exporter.Choice("ann", tuple(Status))


class Run:
    """One run: the folder it makes things in, how many articles, how often each thing is done."""

    def __init__(self, folder: Path, articles: int, times: int) -> None:
        self.folder, self.articles, self.times = folder, articles, times
        self.records = folder / f"made{articles}.jsonl"
        self.project = folder / f"made{articles}.annot"
        if not self.project.exists():
            write_records(self.records, articles, words=WORDS, spans=SPANS)
            imported(self.project, self.records)

    def least(self, *actions: Callable[[], object]) -> list[float]:
        """Least seconds of processor time of some actions, done in turns."""
        seconds = [float("inf")] * len(actions)
        for _ in range(self.times):
            for place, action in enumerate(actions):
                begun = time.process_time()
                action()
                seconds[place] = min(seconds[place], time.process_time() - begun)
        return seconds


def imported(path: Path, records: Path) -> float:
    """Seconds of processor time of an import into a new project, which is made before."""
    path.unlink(missing_ok=True)
    project = create_project(path)
    begun = time.process_time()
    report = bring_in(
        Workspace(project, "ann"), [records], choices=ImportChoices(as_annotations=True)
    )
    project.close()
    assert not report.rejections, report.rejections[:3]
    return time.process_time() - begun


def part_jsonl(run: Run) -> None:
    plain, ours = run.folder / "plain.jsonl", run.folder / "ours.jsonl"
    project = open_project(run.project)
    for name, with_tokens in (("with tokens", True), ("without tokens", False)):
        loop, export, proof = run.least(
            partial(plain_jsonl, run.project, plain, with_tokens=with_tokens),
            partial(exporter.export_jsonl, project, ours, replace(CHOICE, tokens=with_tokens)),
            partial(jsonl.prove_file, ours),
        )
        same = plain.read_bytes() == ours.read_bytes()
        say(f"jsonl {name}: plain loop", f"{loop:.2f} s")
        say("  export, with its proof", f"{export:.2f} s")
        say("  of the loop's rate", f"{loop / export:.2f}")
        say("  the proof adds", f"{proof / (export - proof):.2f}")
        say("  the same file", str(same))
    project.close()


def part_spacy(run: Run) -> None:
    plain, ours = run.folder / "plain.spacy", run.folder / "ours.spacy"
    plain.mkdir(exist_ok=True)
    project = open_project(run.project)
    loop, export = run.least(
        lambda: plain_spacy(run.project, plain),
        lambda: exporter.export_spacy(project, ours, CHOICE, split=SPLIT),
    )
    project.close()
    say("spacy: plain loop", f"{loop:.2f} s")
    say("  export, with its proof", f"{export:.2f} s")
    say("  of the loop's rate", f"{loop / export:.2f}")
    names = ("train.spacy", "dev.spacy", "test.spacy")
    same = all((plain / name).read_bytes() == (ours / name).read_bytes() for name in names)
    say("  the same files", str(same))
    say("  memory at most", f"{peak(run, 'spacy'):.0f} MB")


_PEAK = """
import sys
from pathlib import Path
from annotator.cli.app import run
status = run(["export", *sys.argv[1:]])
# Not ru_maxrss: that begins with the memory of whoever has started the process.
most = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(status, int(most[0].split()[1]) / 1024)
"""


def peak(run: Run, kind: str) -> float:
    """The most memory, in MB, that the command takes."""
    out = run.folder / f"peak.{kind}"
    removed(out)
    options = ("--annotator", "ann", "--status", "all", "--format", kind)
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(run.project), str(out), *options],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout.split()[-1])


def removed(out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.unlink(missing_ok=True)


class Timed:
    """Proves files, and counts the seconds of processor time that it takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, writer: Writer, path: Path, proof: made.Proof) -> None:
        begun = time.process_time()
        made.prove(writer, path, proof)
        self.seconds += time.process_time() - begun


def part_peers(run: Run) -> None:
    """The loop is that of JSON lines without tokens, as the measure of how busy the machine is."""
    project = open_project(run.project)
    for kind in WRITERS:
        out = run.folder / f"ours.{kind}"
        proofs: list[float] = []

        def export(kind: str = kind, out: Path = out, proofs: list[float] = proofs) -> None:
            removed(out)
            export_formats.prove = timed = Timed()  # type: ignore[assignment]
            export_formats.export_peer(project, out, CHOICE, kind=kind, split=SPLIT)
            proofs.append(timed.seconds)

        loop, seconds = run.least(
            lambda: plain_jsonl(run.project, run.folder / "plain.jsonl", with_tokens=False), export
        )
        say(f"{kind}, with its proof", f"{seconds:.2f} s")
        say("  times the plain loop of jsonl without tokens", f"{seconds / loop:.1f}")
        say("  the proof adds", f"{min(proofs) / (seconds - min(proofs)):.2f}")
    project.close()


def part_jobs(run: Run) -> None:
    """By the clock, in turns, so on a machine that does nothing else; and in processor time: that
    of the process that puts pieces together, and of the others.
    """
    project = open_project(run.project)
    for kind in filter(side_by_side.can_help, TARGETS):
        seconds: dict[int, tuple[float, float, float]] = {}
        for jobs in (1, 2) * run.times:
            out = run.folder / f"jobs.{kind}"
            removed(out)
            before = os.times()
            export_formats.export(project, out, CHOICE, kind=kind, split=SPLIT, jobs=jobs)
            used = [after - begun for after, begun in zip(os.times(), before, strict=True)]
            taken = used[4], used[0] + used[1], used[2] + used[3]
            seconds[jobs] = min(seconds.get(jobs, taken), taken)
        (clock, one, _), (clock_of_two, joins, others) = seconds[1], seconds[2]
        say(f"{kind} by 2 processes: times as fast, by the clock", f"{clock / clock_of_two:.2f}")
        say("  processor time by one", f"{one:.1f} s")
        say("  by two: of what joins, of both", f"{joins:.1f}, {others:.1f} s")
        say("  times as fast, if one joins while both work", f"{2 * one / (joins + others):.2f}")
        say("  times as fast, if all wait for it", f"{one / (joins + others / 2):.2f}")
    project.close()


def part_import(run: Run) -> None:
    if not run.records.exists():
        write_records(run.records, run.articles, words=WORDS, spans=SPANS)
    rows = raw_rows(run.project)
    seconds = [
        (raw(rows, run.folder / "raw.annot"), imported(run.folder / "again.annot", run.records))
        for _ in range(run.times)
    ]
    least, ours = map(min, zip(*seconds, strict=True))
    say("import with annotations: raw executemany", f"{least:.2f} s")
    say("  import", f"{ours:.2f} s")
    say("  of the raw rate", f"{least / ours:.2f}")


def part_stats(run: Run) -> None:
    project = open_project(run.project)
    (seconds,) = run.least(lambda: projects.stats(project))
    project.close()
    say("stats", f"{seconds:.2f} s")


_LOADED = """
import sys, time
from annotator.cli.app import run
run(sys.argv[1:])
print(time.process_time(), "sqlalchemy" in sys.modules, file=sys.stderr)
"""


def part_start(run: Run) -> None:
    """Which commands load SQLAlchemy, and the processor time of the whole command."""
    for arguments in (["--help"], ["--version"], ["export", "--help"], ["pipelines"]):
        done = subprocess.run(
            [sys.executable, "-c", _LOADED, *arguments],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        seconds, loaded = done.stderr.split()[-2:]
        what = "SQLAlchemy loaded" if loaded == "True" else "without SQLAlchemy"
        say(f"{' '.join(arguments)}: {what}", f"{float(seconds):.2f} s")


PARTS: dict[str, Callable[[Run], None]] = {
    "jsonl": part_jsonl,
    "spacy": part_spacy,
    "peers": part_peers,
    "jobs": part_jobs,
    "import": part_import,
    "stats": part_stats,
    "start": part_start,
}


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", default=list(PARTS))
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        run = Run(folder, given.articles, given.times)
        for name in given.parts:
            PARTS[name](run)


if __name__ == "__main__":
    main()
