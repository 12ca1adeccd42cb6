"""Every export gives an account of itself: report.json, and a card that can be published."""

from __future__ import annotations

import hashlib
import platform
import re
import shlex
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project
from reviewed_project import FIRST, make_reviewed, work_on

from annotator.cli.app import run
from annotator.domain.gold import Plan
from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.formats.writers import TARGETS
from annotator.operations import annotate, articles, projects
from annotator.operations.agreement import agreement_report
from annotator.operations.agreement.agreement_measures import measure_agreement
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.methods import methods
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("accounts are written alike from both")

SPLIT = Split.parse("50:25:25", seed=3)
SOME = ("jsonl", "spacy", "conll", "brat", "huggingface")
"""One of each way in which formats are written."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Ann and bob have finished the same two articles, ann in a tenth of an hour each."""
    made = make_reviewed(tmp_path / "p.annot")
    for number in (1, 2):
        Workspace(made, "ann").add_time(number, 360.0)
    return made


def written(
    project: Project, out: Path, kind: str, **choices: str
) -> tuple[dict[str, object], str]:
    """The report and the card of an export."""
    export(project, out, Choice("ann", **choices), kind=kind, split=SPLIT)  # type: ignore[arg-type]
    is_file = bool(TARGETS[kind].suffix)
    report = out.with_name(f"{out.name}.report.json") if is_file else out / "report.json"
    card = out.with_name(f"{out.name}.card.md") if is_file else out / "README.md"
    return orjson.loads(report.read_bytes()), card.read_text()


@pytest.mark.parametrize("kind", TARGETS)
def test_the_hash_of_every_file_is_in_the_report(
    project: Project, tmp_path: Path, kind: str
) -> None:
    before = set(tmp_path.iterdir())
    report, _ = written(project, tmp_path / "out", kind)
    new = set(tmp_path.iterdir()) - before
    paths = [path for place in new for path in ([*place.iterdir()] if place.is_dir() else [place])]
    assert report["files"] == {
        path.name: {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in paths
        if not path.name.endswith("report.json")
    }


@pytest.mark.parametrize("kind", SOME)
def test_the_report_names_no_folder_and_no_machine(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report, card = written(project, tmp_path / "out", kind)
    said = orjson.dumps(report).decode() + card
    assert str(tmp_path) not in said
    assert platform.node() not in said


@pytest.mark.parametrize("kind", SOME)
def test_the_command_of_the_report_makes_the_same_files_again(
    project: Project, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, _ = written(project, tmp_path / "out", kind)
    project.close()
    again = tmp_path / "again"
    again.mkdir()
    (again / "p.annot").write_bytes((tmp_path / "p.annot").read_bytes())
    monkeypatch.chdir(again)
    words = shlex.split(str(report["command"]))
    assert words[0] == "annotator"
    assert run([*words[1:], "--annotator", "someone"]) == 0
    place = again / "out" / "report.json" if not TARGETS[kind].suffix else again / "out.report.json"
    made = orjson.loads(place.read_bytes())
    assert list(made["files"].values()) == list(report["files"].values())
    assert made["counts"] == report["counts"]


def test_the_command_of_an_export_that_kept_a_split_makes_the_same_files_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    monkeypatch.chdir(tmp_path)
    asked = ["export", "p.annot", "--annotator", "ann", "--format", "spacy"]
    assert run([*asked, "v1", "--split", "0:0:100"]) == 0
    assert run([*asked, "v2", "--keep-split", str(tmp_path / "v1" / "report.json")]) == 0
    report = orjson.loads((tmp_path / "v2" / "report.json").read_bytes())
    assert report["split"]["keep_split"] == "v1/report.json"
    said = "Those that the report v1/report.json of an earlier export names stayed in their parts."
    assert said in (tmp_path / "v2" / "README.md").read_text()
    (tmp_path / "v2").rename(tmp_path / "first")
    assert run([*shlex.split(report["command"])[1:], "--annotator", "someone"]) == 0
    again = orjson.loads((tmp_path / "v2" / "report.json").read_bytes())
    assert again["split"] == report["split"]
    assert again["counts"] == report["counts"]


def test_the_command_of_an_export_with_pseudonyms_makes_the_same_files_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text("Kabul\n", encoding="utf-8")
    names = ["--pseudonyms", "key.json", "--persons", "list.txt"]
    assert run(["export", "p.annot", "out.jsonl", "--annotator", "ann", *names]) == 0
    report = orjson.loads((tmp_path / "out.jsonl.report.json").read_bytes())
    before = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "out.jsonl").unlink()
    assert run([*shlex.split(report["command"])[1:], "--annotator", "someone"]) == 0
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert "--persons list.txt" in report["command"]


@pytest.mark.parametrize("kind", SOME)
def test_what_an_export_says_of_itself_is_no_article(
    project: Project, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out" / "data"
    out.parent.mkdir()
    written(project, out, kind)
    empty = make_project(tmp_path / "new.annot", [])
    report = import_files(empty, [out.parent], annotator="ann", as_annotations=True, mute=False)
    reasons = [str(issue) for issue in report.rejections if "data.csv" not in str(issue)]
    assert not [reason for reason in reasons if "report" in reason or ".md" in reason]
    assert report.added.articles == (0 if kind == "csv" else 2)


def test_spans_are_counted_by_part_and_label(project: Project, tmp_path: Path) -> None:
    report, card = written(project, tmp_path / "out", "spacy")
    counts = report["counts"]
    totals: dict[str, int] = {}
    for labels in counts.values():
        for label, count in labels.items():
            totals[label] = totals.get(label, 0) + count
    assert totals == {"ACTOR": 2, "LOCATION": 2, "FIGURE": 1}
    assert "| FIGURE |" in card


@pytest.mark.parametrize("kind", SOME)
def test_hours_and_agreement_are_those_of_stats_and_agreement(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report, card = written(project, tmp_path / "out", kind)
    stats = projects.stats(project).to_json()
    assert report["seconds"] == {"ann": 720.0}
    assert stats["seconds"] == {"ann": 720.0, "bob": 0.0}
    assert "| ann | 12 minutes |" in card
    whole = agreement_report.to_json(measure_agreement(project))
    agreement = report["agreement"]
    assert agreement["mean_strict_f1"] == whole["mean_strict_f1"]
    assert agreement["fleiss_kappa"] == whole["fleiss_kappa"]
    assert agreement["articles"] == whole["articles"]


def test_agreement_is_that_over_the_articles_that_go_out(project: Project, tmp_path: Path) -> None:
    from annotator.operations import articles

    work_on(project, "cy", 1, FIRST, [("Kunduz", "LOCATION")])  # as bob has
    articles.set_status(Workspace(project, "ann"), article=1, status=Status.IN_PROGRESS)
    report, _ = written(project, tmp_path / "out", "doccano")
    agreement = report["agreement"]
    assert agreement["articles"] == 1


@pytest.mark.parametrize("kind", SOME)
def test_the_licence_is_left_open_or_as_told(project: Project, tmp_path: Path, kind: str) -> None:
    _, card = written(project, tmp_path / "one", kind)
    assert "## Licence\n\n*to be filled in*" in card
    _, card = written(project, tmp_path / "two", kind, licence="CC-BY-4.0")
    assert "## Licence\n\nCC-BY-4.0\n" in card


@pytest.mark.parametrize("kind", ["jsonl", "conll"])
@pytest.mark.parametrize("name", ["out.report.json", "out.card.md"])
def test_a_file_that_no_export_has_written_is_never_written_over(
    project: Project, tmp_path: Path, kind: str, name: str
) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(Exception, match="was not written by an export"):
        written(project, tmp_path / "out", kind)
    assert (tmp_path / name).read_text() == "mine"
    assert not (tmp_path / "out").exists()


def test_two_annotators_have_no_measure_for_three(project: Project, tmp_path: Path) -> None:
    _, card = written(project, tmp_path / "out", "jsonl")
    assert "mean exact F1" in card
    assert "Fleiss" not in card + methods(project).paragraph()


def test_no_interval_is_announced_where_there_are_too_few_articles_for_one(
    project: Project, tmp_path: Path
) -> None:
    _, card = written(project, tmp_path / "out", "jsonl")
    for said in (card, methods(project).paragraph()):
        assert "95% intervals" not in said
        assert "Values without an interval: too few articles for an interval (needs 15)." in said


def test_spans_that_files_have_brought_are_counted_in_card_and_methods(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    span = {"start": 0, "end": 5, "label": "LOCATION"}
    source.write_bytes(orjson.dumps({"text": "Kabul is calm.", "spans": [span]}))
    brought = make_project(tmp_path / "p.annot", [])
    import_files(brought, [source], annotator="ann", as_annotations=True, mute=False)
    annotate.add(Workspace(brought, "ann"), article=1, start=6, end=8, label="ACTOR")
    articles.set_status(Workspace(brought, "ann"), article=1, status=Status.DONE)
    _, card = written(brought, tmp_path / "out", "jsonl")
    said = "1 was made elsewhere and came in with imported files."
    assert f"Of 2 spans here, {said}" in card
    assert f"Of 2 spans of annotators, {said}" in methods(brought).paragraph()
    assert methods(brought).to_json()["imported"] == 1


def test_card_and_methods_say_nothing_of_how_imported_spans_were_made(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    span = {"start": 0, "end": 5, "label": "LOCATION"}
    source.write_bytes(orjson.dumps({"text": "Kabul is calm.", "spans": [span]}))
    brought = make_project(tmp_path / "p.annot", [])
    import_files(brought, [source], annotator="ann", as_annotations=True, mute=False)
    articles.set_status(Workspace(brought, "ann"), article=1, status=Status.DONE)
    _, card = written(brought, tmp_path / "out", "jsonl")
    paragraph = methods(brought).paragraph()
    for said in (card, paragraph):
        assert "How it was made there is not known here." in said
        assert "No suggestion was decided on in this project." in said
        assert "by themselves" not in said
    assert "annotated with" not in paragraph
    assert "went by" not in paragraph
    assert "the project has no guidelines of its own" in paragraph
    assert "One annotator finished 1 article. This annotator's work holds 1 span." in paragraph


def test_the_card_says_how_articles_were_dealt_out_and_begins_no_sentence_with_a_numeral(
    project: Project, tmp_path: Path
) -> None:
    _, card = written(project, tmp_path / "out", "spacy")
    dealt = (
        "dealt out 50:25:25 to train, dev and test by the hashes of their texts; the seed was 3."
    )
    assert f"\nThe articles were {dealt}" in card
    assert not re.search(r"(?m)^(?:- )?\d|\. \d", card)


def test_no_hours_are_made_up_where_no_time_was_recorded(tmp_path: Path) -> None:
    made = make_reviewed(tmp_path / "p.annot")
    _, card = written(made, tmp_path / "none", "jsonl")
    assert "Time at work on these articles was not recorded." in card
    Workspace(made, "bob").add_time(1, 20.0)
    _, card = written(made, tmp_path / "some", "jsonl")
    assert "| ann | not recorded |\n| bob | less than a minute |" in card


@pytest.mark.parametrize("kind", SOME)
def test_agreement_on_values_of_figures_is_that_of_the_command(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report, card = written(project, tmp_path / "out", kind)
    (pair,) = agreement_report.to_json(measure_agreement(project))["pairs"]
    assert pair["figure_values"]["value"] == 1.0
    assert report["agreement"]["pairs"][0]["figure_values"] == pair["figure_values"]
    assert "| annotators | same value |\n|---|---|\n| ann and bob | 1.00 |" in card
    assert "the share with the same value was 1.00." in methods(project).paragraph()


def test_agreement_on_values_has_its_interval_in_card_and_methods(tmp_path: Path) -> None:
    """Of twenty figures that both have marked, bob reads every fourth otherwise."""
    texts = [f"The army lost {number} soldiers near Kabul." for number in range(21, 41)]
    places = {number: [(str(number + 20), "FIGURE")] for number in range(1, 21)}
    made = make_reviewed(tmp_path / "p.annot", {"ann": places, "bob": places}, texts)
    for article in range(1, 21, 4):
        bob = Workspace(made, "bob")
        (span,) = bob.article(article).annotations
        assert span.figure is not None
        value = replace(span.figure, low=Fraction(9), best=Fraction(9), high=Fraction(9))
        annotate.set_figure(bob, article=article, annotation=span, figure=value)
    _, card = written(made, tmp_path / "out", "jsonl")
    (pair,) = measure_agreement(made).agreement.pairs
    assert (pair.figures.value, pair.figures.low is not None) == (0.75, True)
    said = f"0.75 ({pair.figures.low:.2f}–{pair.figures.high:.2f})"
    assert f"| ann and bob | {said} |" in card
    assert f"the share with the same value was {said}." in methods(made).paragraph()


def cited(card: str) -> dict[str, str]:
    """The members of the entry of BibTeX in a card, its key as “key”."""
    entry = card.split("```bibtex\n")[1].split("```")[0]
    assert entry.count("{") == entry.count("}")
    (key,) = re.findall(r"@misc\{(\w+),", entry)
    return {"key": key, **dict(re.findall(r"(?m)^  (\w+) = \{(.*)\},?$", entry))}


def test_who_cites_the_data_finds_project_annotators_year_and_version(
    project: Project, tmp_path: Path
) -> None:
    _, card = written(project, tmp_path / "out", "jsonl", dataset_version="1.2")
    entry, year = cited(card), str(datetime.now(UTC).year)
    assert entry["key"] == f"p{year}"
    assert entry["title"] == "p: 2 articles annotated with ACTOR, LOCATION and FIGURE"
    assert (entry["author"], entry["year"], entry["version"]) == ("ann", year, "1.2")
    assert entry["publisher"] == "*to be filled in*"


def test_everybody_whose_work_went_into_gold_is_cited(project: Project, tmp_path: Path) -> None:
    review.make_gold(Workspace(project, "rita"), Plan(("ann", "bob")))
    export(project, tmp_path / "o", Choice("gold", tuple(Status)), kind="jsonl", split=SPLIT)
    assert cited((tmp_path / "o.card.md").read_text())["author"] == "ann and bob"


def test_whoever_has_a_pseudonym_is_cited_by_it(project: Project, tmp_path: Path) -> None:
    project.close()
    out, key = tmp_path / "o.jsonl", tmp_path / "key.json"
    asked = ["export", str(tmp_path / "p.annot"), str(out), "--from", "ann"]
    assert run([*asked, "--pseudonyms", str(key), "--annotator", "x"]) == 0
    author = cited((tmp_path / "o.jsonl.card.md").read_text())["author"]
    assert orjson.loads(key.read_bytes())["annotators"][author] == "ann"


def test_signs_of_bibtex_in_a_name_break_no_entry(tmp_path: Path) -> None:
    made = make_reviewed(tmp_path / "R&D_{100%.annot")
    export(made, tmp_path / "o", Choice("ann"), kind="jsonl", split=SPLIT)
    entry = cited((tmp_path / "o.card.md").read_text())
    assert entry["title"].startswith(r"R\&D\_100\%: 2 articles")
