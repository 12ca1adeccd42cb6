"""A corpus in parts, by Dask: the same as one process writes, and gone on with where it stopped."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import dask
import orjson
import pyarrow
import pyarrow.parquet
import pytest
from distributed import Client, LocalCluster

import annotator
from annotator.cli.app import run
from annotator.domain.errors import InputError
from annotator.library.corpus import PartReport
from annotator.operations.suggesting.suggest_parts import PLAN

PAGE = Path(__file__).parents[2] / "docs" / "corpus.md"
CODE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TEXTS = [
    f"On day {number} rebels killed {number + 2} soldiers near Kunduz. “Nothing” followed – "
    "the Taliban said more than 3,000 people had fled to Kabul."
    for number in range(30)
]
BAD = 17  # the number of the line that is no record


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """JSON lines, one of which is none."""
    file = tmp_path / "news.jsonl"
    records = [orjson.dumps({"text": text, "meta": {"id": text[:9]}}) for text in TEXTS]
    records.insert(BAD - 1, b"{no record}")
    file.write_bytes(b"\n".join([*records, b""]))
    return file


def made(file: Path, folder: Path, scheduler: str = "synchronous") -> tuple[PartReport, ...]:
    """What came of the parts of a file, of which there are many."""
    tasks = annotator.suggest_corpus([file], folder, pipeline="rules", part_bytes=900)
    assert len(tasks) > 3
    reports: tuple[PartReport, ...] = dask.compute(*tasks, scheduler=scheduler)
    return reports


def together(folder: Path) -> bytes:
    return b"".join(part.read_bytes() for part in sorted(folder.glob("*.jsonl")))


def alone(file: Path) -> bytes:
    """What the command writes, in one process."""
    out = file.with_name("alone.jsonl")
    run(["suggest", str(file), "-o", str(out), "--pipeline", "rules"])
    return out.read_bytes()


def test_the_parts_together_are_what_the_command_writes(lines: Path, tmp_path: Path) -> None:
    reports = made(lines, tmp_path / "out")
    assert together(tmp_path / "out") == alone(lines)
    assert sum(report.records for report in reports) == len(TEXTS)
    assert sum(report.spans for report in reports) > len(TEXTS)


def test_a_line_that_is_left_out_is_named_by_its_number_in_the_file(
    lines: Path, tmp_path: Path
) -> None:
    (problem,) = [said for report in made(lines, tmp_path / "out") for said in report.problems]
    assert problem.startswith(f"{lines}, line {BAD}: ")


def test_processes_of_a_cluster_give_the_same(lines: Path, tmp_path: Path) -> None:
    tasks = annotator.suggest_corpus([lines], tmp_path / "out", pipeline="rules", part_bytes=900)
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        client.gather(client.compute(tasks))
    assert together(tmp_path / "out") == alone(lines)


def test_threads_do_not_disturb_each_other(lines: Path, tmp_path: Path) -> None:
    made(lines, tmp_path / "out", scheduler="threads")
    assert together(tmp_path / "out") == alone(lines)


def test_parts_that_are_there_are_not_made_again_and_a_half_one_is(
    lines: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = made(lines, out)
    whole = together(out)
    kept, gone, half = sorted(out.glob("*.jsonl"))[:3]
    kept.write_bytes(b"seen\n")
    gone.unlink()
    half.with_suffix(".report.json").unlink()  # a part counts as made with its report
    half.write_bytes(half.read_bytes()[:50])
    assert made(lines, out) == first
    assert kept.read_bytes() == b"seen\n"
    assert together(out).removeprefix(b"seen\n") == whole[whole.index(gone.read_bytes()) :]


def test_a_part_that_fails_leaves_nothing(lines: Path, tmp_path: Path) -> None:
    tasks = annotator.suggest_corpus([lines], tmp_path / "out", pipeline="rules", part_bytes=900)
    lines.unlink()
    with pytest.raises(InputError, match="cannot be made"):
        dask.compute(*tasks, scheduler="synchronous")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [PLAN]


def test_a_folder_begun_otherwise_is_refused(lines: Path, tmp_path: Path) -> None:
    made(lines, tmp_path / "out")
    with pytest.raises(InputError, match="begun with other part_bytes"):
        annotator.suggest_corpus([lines], tmp_path / "out", pipeline="rules", part_bytes=1000)
    with lines.open("ab") as file:
        file.write(b'{"text": "More came."}\n')
    with pytest.raises(InputError, match="begun with other parts"):
        annotator.suggest_corpus([lines], tmp_path / "out", pipeline="rules", part_bytes=900)


def test_a_table_keeps_its_columns_and_gets_the_same_spans(lines: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "news.parquet", tmp_path / "out"
    rows = {"text": [*TEXTS, None], "source": ["x"] * (len(TEXTS) + 1)}
    pyarrow.parquet.write_table(pyarrow.table(rows), table, row_group_size=7)
    tasks = annotator.suggest_corpus([table], out, pipeline="rules", part_bytes=1)
    reports = dask.compute(*tasks, scheduler="synchronous")
    tables = [pyarrow.parquet.read_table(part) for part in sorted(out.glob("*.parquet"))]
    whole = pyarrow.concat_tables(tables)
    assert (len(tables), whole.column_names) == (5, ["text", "source", "spans"])
    assert [said for report in reports for said in report.problems] == [
        f"{table}, row {len(TEXTS) + 1}: it has no text"
    ]
    records = [orjson.loads(line) for line in alone(lines).splitlines()]
    for record, spans in zip(records, whole.column("spans").to_pylist(), strict=False):
        assert [
            [span[key] for key in ("start", "end", "label", "text", "source")] for span in spans
        ] == [
            [span[key] for key in ("start", "end", "label", "text", "source")]
            for span in record["spans"]
        ]
        values = [span["figure"] and span["figure"]["low"] for span in spans]
        assert values == [span.get("figure") and span["figure"]["low"] for span in record["spans"]]


def test_the_code_of_the_page_runs_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    record = {"text": TEXTS[0], "meta": {"id": "a"}}
    (tmp_path / "news" / "2024.jsonl").write_bytes(orjson.dumps(record) + b"\n")
    code = "\n".join(CODE.findall(PAGE.read_text(encoding="utf-8")))
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "1 articles" in done.stdout
    assert b"Kunduz" in (tmp_path / "suggested" / "000000.jsonl").read_bytes()
