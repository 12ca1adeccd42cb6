"""Reads the files of public repositories and prints how much of them came in right.

    python tests/benchmarks/real_files.py FOLDER…

Each folder is a checkout of one of the repositories named in docs/import.md, called as it is there.
How many articles a file holds, and what is right of them, is what the tests of that repository say.
Nothing of their files is kept.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura
from real_files_known import COUNTS, ENCODINGS, NEWS, SOURCES

from annotator.domain.errors import InputError
from annotator.domain.records import Record
from annotator.intake.decode import decode
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.incoming import Incoming
from annotator.operations.muting import Muter
from annotator.operations.titles import titled
from annotator.store.project import create_project
from annotator.tasks import seldom_collecting

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Came:
    """What came of a file: articles as imports bring them, and their texts less what is muted."""

    records: list[Record]
    stories: list[str]
    reasons: list[str]


class Bench:
    """Brings files in as an import does, without keeping them."""

    def __init__(self, folder: Path) -> None:
        self._muter = Muter(create_project(folder / "bench.annot"))

    def read(self, path: Path) -> Came:
        incoming = Incoming(ImportChoices(), ["ACTOR", "LOCATION", "FIGURE"])
        records, stories = [], []
        for arrival in incoming.arrivals([path]):
            record = arrival.record
            muted = self._muter.parts_of(record)
            records.append(titled(record, muted))
            stories.append(_without(record.article.text, muted))
        return Came(records, stories, [issue.reason for issue in incoming.issues])


def _without(text: str, muted: Sequence[Any]) -> str:
    for part in sorted(muted, key=lambda part: part.start, reverse=True):
        text = text[: part.start] + text[part.end :]
    return text


def downloads(bench: Bench, folder: Path, counts: dict[str, int]) -> Iterator[str]:
    """Files of many articles: how many came of how many, with how many days, titles, texts."""
    for name, wanted in counts.items():
        path = next(iter(sorted(folder.rglob(name))), None)
        if path is None:
            yield f"{name}: not in this copy"
            continue
        records = bench.read(path).records
        days = sum(bool(_DAY.fullmatch(r.article.published or "")) for r in records)
        titles = sum(r.article.title != path.name and bool(r.article.title) for r in records)
        sources = sum(bool(r.article.source) for r in records)
        yield (
            f"{name}: {len(records)} of {wanted} articles; {days} days, {titles} titles, "
            f"{sources} sources"
        )


def lexis_solutions(bench: Bench, folder: Path) -> Iterator[str]:
    """amcat's articles with what its tests say of each, in the order of the file. A subheading may
    follow the title, and a label of the wire stand before it (“LEADALL: ”); where there is none it
    is the beginning of the story. Of a month or a season the day is what is known of it.
    """
    for solved in folder.rglob("test_body_sols.json"):
        wanted = json.loads(solved.read_text())
        records = bench.read(solved.with_name("test.txt")).records
        given = [r.article for r in records if r.article.source]
        pairs = list(zip(wanted, given, strict=False))
        titles = sum(_is_title(w["title"], a.title, a.text) for w, a in pairs)
        days = sum(bool(a.published) and w["date"].startswith(a.published) for w, a in pairs)
        names = sum(_bare(a.source or "") == _bare(w["medium"]) for w, a in pairs)
        yield f"  of {len(wanted)}: right title {titles}, day {days}, source {names}"


def _is_title(wanted: str, title: str, text: str) -> bool:
    if wanted == "No title found!":
        return _bare(title) in _bare(text)
    given, whole = _bare(title.removeprefix("LEADALL: ")), _bare(wanted)
    return given.startswith(whole) or (title.endswith("…") and whole.startswith(given))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def evaluation(bench: Bench, folder: Path) -> Iterator[str]:
    """trafilatura's evaluation pages, scored as it does, muted text dropped."""
    tests = next(folder.rglob("evaldata.json")).parent
    pages = json.loads((tests / "evaldata.json").read_text())
    right = wrong = missed = lost = read = 0
    spent = alone = 0.0
    for item in pages.values():
        path = next(
            (p for d in ("cache", "eval") if (p := tests / d / item["file"]).is_file()), None
        )
        if path is None:
            continue
        read += 1
        begun = time.process_time()
        came = bench.read(path)
        spent += time.process_time() - begun
        alone += _extraction(path)
        lost += not came.records
        text = _spaced("\n".join(came.stories))
        hits = sum(_spaced(part) in text for part in item["with"])
        right, missed = right + hits, missed + len(item["with"]) - hits
        wrong += sum(_spaced(part) in text for part in item["without"])
    precision, recall = right / (right + wrong), right / (right + missed)
    f1 = 2 * right / (2 * right + wrong + missed)
    rate = f"{read / spent:.1f} a second of processor time, the extraction alone {read / alone:.1f}"
    yield f"{read} of {len(pages)} pages, {lost} lost; {rate}, {spent / alone:.2f} times as long"
    yield f"  precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.4f}"


def _extraction(path: Path) -> float:
    """Seconds of processor time that trafilatura takes for a page by itself."""
    html = decode(path.read_bytes()).text
    begun = time.process_time()
    trafilatura.extract(html, include_comments=False, include_tables=True, include_images=False)
    return time.process_time() - begun


def _spaced(text: str) -> str:
    return " ".join(text.split())


def news(bench: Bench, folder: Path) -> Iterator[str]:
    """Readability's news pages: title, day and source against what the pages say of themselves."""
    right = 0
    for name, (day, more) in NEWS.items():
        place = next(iter(folder.rglob(f"test-pages/{name}")), None)
        if place is None:
            yield f"{name}: not in this copy"
            continue
        said = json.loads((place / "expected-metadata.json").read_text())
        came = bench.read(place / "source.html")
        article = came.records[0].article if came.records else None
        titles = {_bare(title) for title in (said["title"], *more) if title}
        sources = {_bare(s) for s in (said.get("siteName"), *SOURCES.get(name, ())) if s}
        wrong = [
            what
            for what, is_right in (
                ("title", article and any(t.startswith(_bare(article.title)) for t in titles)),
                ("day", article and article.published == day),
                ("source", article and _bare(article.source or "") in sources),
            )
            if not is_right
        ]
        right += not wrong
        if wrong:
            yield f"  {name}: wrong {', '.join(wrong)}"
    yield f"{right} of {len(NEWS)} with the right title, day and source"


def encodings(bench: Bench, folder: Path) -> Iterator[str]:
    """chardet's files: the text is the one that the encoding of their folder gives."""
    right = count = 0
    failed: dict[str, int] = {}
    for path in sorted((folder / "tests").glob("*/*")):
        name = path.parent.name.lower()
        wanted = ENCODINGS.get(name) or next(
            (e for e in ENCODINGS.values() if name.startswith(e)), name
        )
        data = path.read_bytes()
        try:
            text = data.decode(wanted)
        except (UnicodeError, LookupError):
            continue  # the folder is not what the file is in
        count += 1
        try:
            is_right = decode(data).text.lstrip("\ufeff") == text.lstrip("\ufeff")
        except InputError:
            is_right = False
        right += is_right
        if not is_right:
            failed[name] = failed.get(name, 0) + 1
    yield f"{right} of {count} files; wrong: {failed}"


def documents(bench: Bench, folder: Path) -> Iterator[str]:
    """py-pdf's documents: read, or refused with a reason."""
    paths = sorted(folder.rglob("*.pdf"))
    read = 0
    for path in paths:
        came = bench.read(path)
        read += bool(came.records)
        if not came.records:
            yield f"  {path.name}: {'; '.join(came.reasons) or 'NO REASON'}"
    yield f"{read} of {len(paths)} read, the others refused as above"


def main(folders: Sequence[Path]) -> None:
    """Print a part for each folder."""
    parts: dict[str, Callable[[Bench, Path], Iterator[str]]] = {
        "trafilatura": evaluation, "readability": news, "chardet": encodings,
        "sample-files": documents, "amcat": lexis_solutions,
    }  # fmt: skip
    print(f"{date.today().isoformat()}")
    with tempfile.TemporaryDirectory() as scratch, seldom_collecting():  # as an import does
        bench = Bench(Path(scratch))
        for folder in folders:
            print(f"== {folder.name}", flush=True)
            for line in downloads(bench, folder, COUNTS.get(folder.name, {})):
                print(line, flush=True)
            if folder.name in parts:
                for line in parts[folder.name](bench, folder):
                    print(line, flush=True)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
