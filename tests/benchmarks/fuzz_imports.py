"""Damages files of every kind and imports them for a while, then measures the memory of reading.

    python tests/benchmarks/fuzz_imports.py [--minutes N] [--seed N]

Each file goes through the preview and the import of a project with an article in it. Every failure
is printed with the seed that brings it again; the exit status is 1 if there was one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from damaged_import import bring
from file_samples import SAMPLES
from importing_verbs import import_files
from making import make_project
from project_dump import problems

from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading

SIZE = 5_000_000
PARAGRAPH = (
    "Taliban fighters took Kunduz on Sunday, and the governor’s spokesman said that “more than "
    "3,000 civilians” had fled to Kabul, where camps were set up. "
) * 4
RECORD = '{"text": "%s", "spans": [{"start": 0, "end": 7, "label": "ORG"}]}'


def rows(before: str, row: str, after: str = "") -> bytes:
    """As many rows as make 5 MB."""
    one = row.encode()
    return before.encode() + one * (SIZE // len(one)) + after.encode()


TASK = '{"data": {"text": "%s"}, "annotations": [{"result": []}]}' % PARAGRAPH  # noqa: UP031
HEAD = "MIME-Version: 1.0\nSubject: News\nContent-Type: text/html; charset=utf-8\n\n"
FILES: dict[str, tuple[str, Callable[[], bytes], ReadOptions]] = {
    "text": ("text", lambda: rows("", PARAGRAPH + "\n\n"), ReadOptions()),
    "text --lines": ("text", lambda: rows("", PARAGRAPH + "\n"), ReadOptions(article_a_line=True)),
    "markdown": ("markdown", lambda: rows("# News\n\n", PARAGRAPH + "\n\n"), ReadOptions()),
    "html": ("html", lambda: rows("<title>N</title>", f"<p>{PARAGRAPH}</p>\n"), ReadOptions()),
    "eml": ("eml", lambda: rows(HEAD, f"<p>{PARAGRAPH}</p>\n"), ReadOptions()),
    "jsonl": ("jsonl", lambda: rows("", RECORD % PARAGRAPH + "\n"), ReadOptions()),
    "json": (
        "json",
        lambda: rows("[", RECORD % PARAGRAPH + ",\n", '{"text": "x"}]'),
        ReadOptions(),
    ),
    "csv": ("csv", lambda: rows("id,text\n", f'1,"{PARAGRAPH}"\n'), ReadOptions()),
    "label-studio": ("label-studio", lambda: rows("[", TASK + ",\n", TASK + "]"), ReadOptions()),
}


def fuzz(minutes: float, seed: int) -> int:
    """Import damaged files until the time is up; returns how many failed."""
    end, number = time.monotonic() + 60 * minutes, seed
    runs, refused, failed = Counter[str](), Counter[str](), 0
    while time.monotonic() < end:
        kind = list(SAMPLES)[number % len(SAMPLES)]
        with tempfile.TemporaryDirectory() as folder:
            project = make_project(Path(folder, "p.annot"))
            try:
                refused[kind] += bring(project, Path(folder), kind, Random(number))
                found = problems(project)
                assert not found, found
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                failed += 1
                print(f"seed {number} ({kind}): {type(error).__name__}: {error}")
            finally:
                project.close()
        runs[kind] += 1
        number += 1
    for kind, count in runs.items():
        print(f"{kind}: {count:,} damaged files, {refused[kind]:,} of them refused whole")
    print(f"{runs.total():,} files, {failed} failures")
    return failed


def measure() -> None:
    """Print the peak of Python's memory while 5 MB of each text format are read and imported."""
    for name, (kind, make, options) in FILES.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "a.dat")
            file.write_bytes(make())
            project = make_project(Path(folder, "p.annot"), [])
            read = _peak(
                lambda f=file, k=kind, o=options: [  # type: ignore[misc]
                    None for _ in reading.read(f, kind=k, options=o)
                ]
            )
            brought = _peak(
                lambda p=project, f=file, k=kind, o=options: import_files(  # type: ignore[misc]
                    p, [f], annotator="ada", kind=k, options=o
                )
            )
            project.close()
            size = file.stat().st_size
            print(
                f"{name}: {read / size:.1f} times its size to read, {brought / size:.1f} to import"
            )


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def main() -> int:
    """Fuzz, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    wishes = parser.parse_args()
    failed = fuzz(wishes.minutes, wishes.seed)
    measure()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
