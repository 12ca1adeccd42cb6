"""What is exported trains: spaCy's own tools take the files, and the entities are in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
import spacy
from importing_verbs import import_files
from making import make_project
from spacy.tokens import DocBin

from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.operations.exporting.exporter import Choice, ExportReport, export_spacy

pytestmark = pytest.mark.training

GOLD = Path(__file__).parents[1] / "data" / "gold"
FILES = ("seeds.jsonl", "newswire.jsonl")  # spaCy calls fewer than a hundred examples an error

INIT = ("init", "config", "config.cfg", "--lang", "en", "--pipeline", "ner", "--force")
# A few steps of a narrow network: it has to run, not to learn.
SMALL = (
    "--training.max_steps=20",
    "--training.eval_frequency=10",
    "--components.tok2vec.model.encode.width=32",
    "--components.tok2vec.model.embed.width=32",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("training")


@pytest.fixture(scope="module")
def report(folder: Path) -> ExportReport:
    """Articles with the spans marked by hand, each of their lines an article, as DocBin files."""
    lines = [line for name in FILES for line in (GOLD / name).read_bytes().splitlines()]
    rows = [orjson.loads(line) for line in lines]
    (folder / "lines.jsonl").write_bytes(b"".join(_lines(row) for row in rows))
    run_spacy(folder, *INIT)
    project = make_project(folder / "p.annot", [])
    imported = import_files(project, [folder / "lines.jsonl"], annotator="ada", as_annotations=True)
    assert imported.rejections == ()
    every = Choice("ada", statuses=tuple(Status))
    done = export_spacy(project, folder / "out", every, split=Split.parse("60:20:20"))
    project.close()
    return done


def _lines(row: dict[str, object]) -> bytes:
    """A gold article as one record a line of its text, since five articles are few to split."""
    text, at, records = str(row["text"]), 0, []
    for line in text.split("\n"):
        end = at + len(line)
        spans = [
            span | {"start": span["start"] - at, "end": span["end"] - at}
            for span in row["spans"]  # type: ignore[attr-defined]
            if at <= span["start"] and span["end"] <= end
        ]
        if line.strip():
            records.append(orjson.dumps({"text": line, "spans": spans}) + b"\n")
        at = end + 1
    return b"".join(records)


def run_spacy(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def paths(folder: Path) -> list[str]:
    return [f"--paths.{part}={folder / 'out' / part}.spacy" for part in ("train", "dev")]


def test_the_entities_read_back_are_the_annotations(folder: Path, report: ExportReport) -> None:
    vocab = spacy.blank("en").vocab
    found = written = 0
    for part in ("train", "dev", "test"):
        for doc in DocBin().from_disk(folder / "out" / f"{part}.spacy").get_docs(vocab):
            found += len(doc.ents)
            written += len(doc.spans["sc"])
    rows = (orjson.loads(line) for line in (folder / "lines.jsonl").read_bytes().splitlines())
    marked = {(row["text"], s["start"], s["end"], s["label"]) for row in rows for s in row["spans"]}
    assert written == report.spans == len(marked)
    assert written - found == sum("overlaps" in item.done for item in report.adjusted)


def test_spacy_finds_no_fault_with_the_data(folder: Path, report: ExportReport) -> None:
    said = run_spacy(folder, "debug", "data", "config.cfg", "--no-format", *paths(folder))
    assert "Corpus is loadable" in said
    assert "✘" not in said
    assert "0 training docs" not in said


def test_spacy_trains_on_the_data(folder: Path, report: ExportReport) -> None:
    run_spacy(folder, "train", "config.cfg", "--output", "model", *paths(folder), *SMALL)
    nlp = spacy.load(folder / "model" / "model-last")
    assert set(nlp.get_pipe("ner").labels) == {"ACTOR", "LOCATION", "FIGURE"}  # type: ignore[attr-defined]
    assert nlp("Taliban fighters took Kunduz.").text


def test_rejected_suggestions_are_examples_of_what_is_no_entity(folder: Path) -> None:
    rejected = [{"start": 0, "end": 7, "label": "LOCATION", "source": "m@1"}]
    spans = [{"start": 22, "end": 28, "label": "LOCATION"}]
    record = {"text": "Taliban fighters took Kunduz.", "spans": spans, "rejected": rejected}
    (folder / "no.jsonl").write_bytes(orjson.dumps(record))
    project = make_project(folder / "no.annot", [])
    import_files(project, [folder / "no.jsonl"], annotator="ada", as_annotations=True)
    every = Choice("ada", statuses=tuple(Status))
    export_spacy(project, folder / "no", every, split=Split.parse("100:0:0"))
    project.close()
    run_spacy(folder, *INIT)
    where = [f"--paths.{part}={folder / 'no' / 'train'}.spacy" for part in ("train", "dev")]
    key = "--components.ner.incorrect_spans_key=rejected"
    run_spacy(folder, "train", "config.cfg", "--output", "no-model", *where, *SMALL, key)
    ner = spacy.load(folder / "no-model" / "model-last").get_pipe("ner")
    assert ner.incorrect_spans_key == "rejected"  # type: ignore[attr-defined]
