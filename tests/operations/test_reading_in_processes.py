"""Files that are read by processes of their own come in as if they were read here, one by one."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from document_samples import archive
from file_samples import SAMPLES
from making import make_project
from project_dump import problems

from annotator.domain.records import ImportIssue, Item, Record
from annotator.domain.values import Status
from annotator.formats.reader import ReadOptions
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.importing import read_ahead
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.importer import bring_in
from annotator.operations.importing.previewing import preview
from annotator.operations.importing.read_ahead import in_order
from annotator.operations.importing.read_process import Wanted
from annotator.operations.importing.readings import Readings, jobs_for
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("files are read alike for both")
posix = pytest.mark.skipif(os.name == "nt", reason="pipes with names are there on POSIX alone")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A file of every kind, among them some that cannot be read, and texts that come twice."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, (kind, data) in enumerate(SAMPLES.items()):
        (folder / f"{number} {kind}.dat").write_bytes(data)
    for name in ("a.txt", "z.txt"):
        (folder / name).write_text("Rebels took Marvale on Friday, the army said. They donâ€™t go.")
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(99))
    (folder / "e.zip").write_bytes(archive({"a.txt": b"One of two.", "b.txt": b"Two of two."}))
    lines = [{"text": f"Report {n}: {n} people fled.", "meta": {"n": n}} for n in range(500)]
    (folder / "f.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    return folder


def brought(tmp_path: Path, inbox: Path, jobs: int) -> tuple[object, bytes]:
    """The report of an import, and all that has come in as it is exported."""
    project = make_project(tmp_path / f"{jobs}.annot", [])
    try:
        choices = ImportChoices(new_labels=True)
        workspace = Workspace(project, "ada")
        report = bring_in(workspace, [inbox], choices=choices, readings=Readings(jobs=jobs))
        assert problems(project) == []
        out = tmp_path / f"{jobs}.jsonl"
        export_jsonl(project, out, Choice("ada", statuses=tuple(Status)))
        return report.to_json(), out.read_bytes()
    finally:
        project.close()


def test_what_comes_in_does_not_depend_on_the_number_of_processes(
    tmp_path: Path, inbox: Path
) -> None:
    report, exported = brought(tmp_path, inbox, 1)
    assert brought(tmp_path, inbox, 3) == (report, exported)
    assert exported.count(b"\n") > 500


def test_a_preview_does_not_depend_on_the_number_of_processes(tmp_path: Path, inbox: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    one, three = (
        preview(project, [inbox], choices=ImportChoices(), readings=Readings(jobs=jobs))
        for jobs in (1, 3)
    )
    project.close()
    assert one.to_json() == three.to_json()


def wanted(*paths: Path) -> list[Wanted]:
    return [Wanted(path, "text", ReadOptions()) for path in paths]


def files(tmp_path: Path, count: int) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(f"The text of {path.name}. " * 50)
    return paths


def go(
    paths: list[Path], *, jobs: int = 1, check: Callable[[], None] = lambda: None
) -> Iterator[list[Item]]:
    for begun in in_order(wanted(*paths), jobs=jobs, gentle=False, check=check):
        yield list(begun.items)


def names(items: list[Item]) -> list[str]:
    return [item.article.source or "" for item in items if isinstance(item, Record)]


def test_files_come_in_order_where_hardly_anything_may_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_ahead, "_MOST_WAITING", 1)
    paths = files(tmp_path, 40)
    texts = [items[0].article.text for items in go(paths, jobs=3) if isinstance(items[0], Record)]
    assert [text.split(". ")[0] for text in texts] == [f"The text of {p.name}" for p in paths]


def test_of_a_long_file_no_more_waits_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_ahead, "_MOST_WAITING", 1_000_000)
    path = tmp_path / "long.txt"
    path.write_text("A line of some words.\n" * 20_000)
    lines = [Wanted(path, "text", ReadOptions(article_a_line=True))]
    desks: list[read_ahead._Desk] = []
    most = 0
    put = read_ahead._Desk.put

    def noting(desk: read_ahead._Desk, number: int, piece: read_ahead._Piece) -> None:
        nonlocal most
        put(desk, number, piece)
        desks.append(desk)
        most = max(most, desk.waiting)

    monkeypatch.setattr(read_ahead._Desk, "put", noting)
    readings = in_order(lines, jobs=1, gentle=False, check=lambda: None)
    begun = next(readings)
    # Until whoever brings the pieces waits, or has brought all.
    while not desks[0].changed._waiters and desks[0].clerks:  # type: ignore[attr-defined]
        time.sleep(0.01)
    assert len(list(begun.items)) == 20_000
    readings.close()
    assert 1_000_000 < most < 2_000_000


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe with a name; opening it to write waits until a process has come to read it."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


def meet(pipe: Path, act: Callable[[], None]) -> threading.Thread:
    """Do something as soon as a process reads the pipe."""

    def run() -> None:
        with pipe.open("w"):
            act()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@posix
@pytest.mark.crash
def test_a_process_that_is_killed_costs_the_file_it_was_at(tmp_path: Path, pipe: Path) -> None:
    before, behind = files(tmp_path, 2)

    def kill() -> None:
        for process in multiprocessing.active_children():
            process.kill()

    thread = meet(pipe, kill)
    first, lost, last = go([before, pipe, behind])
    thread.join()
    assert isinstance(first[0], Record)
    assert isinstance(last[0], Record)
    (issue,) = lost
    assert isinstance(issue, ImportIssue)
    assert (issue.file, issue.loss) == (str(pipe), True)
    assert issue.reason.startswith("the process that read it was ended by SIGKILL")


@posix
@pytest.mark.crash
def test_cancelling_does_not_wait_for_a_process_that_reads(tmp_path: Path, pipe: Path) -> None:
    progress = Progress()
    met = threading.Event()
    ended = threading.Event()

    def cancel() -> None:
        progress.cancel()
        met.set()
        ended.wait()  # the pipe stays open: nothing comes through it, and it does not end

    thread = meet(pipe, cancel)
    with pytest.raises(Cancelled):
        list(go([*files(tmp_path, 1), pipe], check=progress.check))
    ended.set()
    thread.join()
    assert met.is_set()
    assert multiprocessing.active_children() == []


def test_an_import_that_is_left_ends_its_processes(tmp_path: Path) -> None:
    arrivals = go(files(tmp_path, 9), jobs=2)
    next(arrivals)
    assert multiprocessing.active_children() != []
    arrivals.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def make(path: Path, megabytes: float) -> Wanted:
    with path.open("wb") as file:
        file.truncate(int(megabytes * 1_000_000))
    return Wanted(path, "auto", ReadOptions())


def test_folders_of_slow_files_are_read_by_as_many_processes_as_there_are_processors(
    tmp_path: Path,
) -> None:
    pages = [make(tmp_path / f"{n}.HTML", 0.2) for n in range(100)]
    assert jobs_for(pages, 4) == 4
    assert jobs_for(pages, 1) == 1
    assert jobs_for(pages[:10], 4) == 1  # it would take longer until they had begun


def test_files_that_are_read_fast_or_alone_get_no_processes(tmp_path: Path) -> None:
    assert jobs_for([make(tmp_path / f"{n}.jsonl", 20) for n in range(9)], 4) == 1
    large = make(tmp_path / "large.pdf", 40)
    assert jobs_for([large, make(tmp_path / "small.pdf", 0.1)], 4) == 1
    assert jobs_for([], 4) == 1
