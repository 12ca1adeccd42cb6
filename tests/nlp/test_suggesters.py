"""Suggesters by name: what is listed, what loads, and the sentence when it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from annotator.nlp import suggesters
from annotator.nlp.suggesters import registry, rules, shipped
from annotator.nlp.suggesters.registry import Kind, SuggesterError

TEXT = "More than 3,000 civilians fled to Kabul."


def refusal(name: str) -> str:
    with pytest.raises(SuggesterError) as caught:
        suggesters.load(name)
    return str(caught.value)


def surfaces(suggester: suggesters.Suggester, text: str = TEXT) -> list[tuple[str, str]]:
    (spans,) = suggester.suggest([text])
    return [(text[span.start : span.end], span.label) for span in spans]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A pipeline directory with an entity ruler of the usual foreign labels."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Zork"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def change_meta(model: Path, **values: str) -> None:
    meta = json.loads((model / "meta.json").read_text())
    (model / "meta.json").write_text(json.dumps(meta | values))


def test_the_rules_are_always_there() -> None:
    assert Kind.RULES in [info.kind for info in suggesters.available()]


def test_the_rules_find_places_and_figures() -> None:
    assert surfaces(suggesters.load("rules")) == [
        ("More than 3,000", "FIGURE"),
        ("Kabul", "LOCATION"),
    ]


def test_listing_loads_no_spacy() -> None:
    code = (
        "import sys; from annotator.nlp import suggesters; suggesters.available();"
        "sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_everything_listed_can_be_loaded() -> None:
    names = [info.name for info in suggesters.available()]
    assert [suggesters.load(name).name for name in names] == names


def test_the_version_listed_is_the_version_loaded() -> None:
    listed = {info.name: info.version for info in suggesters.available()}
    assert {name: suggesters.load(name).version for name in listed} == listed


def test_the_default_is_the_rules_where_nothing_is_shipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shipped, "_folder", lambda: tmp_path)
    assert suggesters.load().name == "rules"


def test_the_default_is_the_shipped_pipeline_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    monkeypatch.setattr(shipped, "_folder", lambda: model)
    assert suggesters.load().name == "shipped"


def test_a_registered_factory_is_listed_and_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_REGISTRY", dict(registry._REGISTRY))
    made = rules.rules()
    registry.register("mine")(lambda: made)
    assert "mine" in [info.name for info in suggesters.available()]
    assert suggesters.load("mine") is made


def test_a_factory_can_be_named_by_its_module() -> None:
    assert suggesters.load("fake_suggesters:obedient").name == "obedient"


def test_a_foreign_pipeline_speaks_our_labels(model: Path) -> None:
    spans = surfaces(suggesters.load(str(model)), "Zork went to Kabul.")
    assert spans == [("Zork", "ACTOR"), ("Kabul", "LOCATION")]


def test_a_directory_gives_its_name_and_version(model: Path) -> None:
    change_meta(model, version="7.1")
    suggester = suggesters.load(str(model))
    assert (suggester.name, suggester.version) == ("model", "7.1")


def test_an_installed_package_is_listed_without_being_imported(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "xx_zork_sm"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    (package / "meta.json").write_text(
        json.dumps({"version": "3.8.1", "labels": {"ner": ["PERSON"], "tagger": ["NN"]}})
    )
    facts = tmp_path / "site" / "xx_zork_sm-3.8.1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: xx-zork-sm\nVersion: 3.8.1\n")
    (facts / "entry_points.txt").write_text("[spacy_models]\nxx_zork_sm = xx_zork_sm\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    (info,) = [info for info in suggesters.available() if info.name == "xx_zork_sm"]
    assert (info.version, info.kind, info.labels) == ("3.8.1", Kind.PACKAGE, ("PERSON",))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "en_core_web_none",
            "No pipeline called en_core_web_none is installed; "
            "“annotator pipelines” lists those that are there.",
        ),
        ("nowhere:at_all", "The suggester nowhere:at_all cannot be imported"),
        ("fake_suggesters:nobody", "The module fake_suggesters has no suggester factory nobody."),
        ("fake_suggesters:missing", "The suggester is on holiday."),
    ],
)
def test_what_is_not_there_is_named(name: str, sentence: str) -> None:
    assert refusal(name).startswith(sentence)


def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "none")).startswith("There is no pipeline directory ")


def test_a_file_is_no_pipeline(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    assert refusal(str(tmp_path / "model.bin")).endswith("a spaCy pipeline is a directory.")


def test_a_directory_without_configuration_is_no_pipeline(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)).endswith("is no spaCy pipeline: it has no config.cfg.")


@pytest.mark.parametrize("wanted", [">=2.3.0,<2.4.0", ">=4.0.0"])
def test_a_pipeline_of_another_spacy_is_refused(model: Path, wanted: str) -> None:
    change_meta(model, spacy_version=wanted)
    assert refusal(str(model)).startswith(f"The pipeline model was made for spaCy {wanted} and")


def test_a_pipeline_of_a_near_spacy_is_tried(model: Path) -> None:
    change_meta(model, spacy_version=">=3.7.2,<3.8.0")
    assert surfaces(suggesters.load(str(model)), "Zork.") == [("Zork", "ACTOR")]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.cfg", "[nlp]\nlang = "),
        ("config.cfg", '[nlp]\nlang = "en"\npipeline = ["zork"]\n\n[components]\n'),
        ("meta.json", "{"),
        ("tokenizer", "damaged"),
        ("entity_ruler/patterns.jsonl", "{]"),
    ],
)
def test_a_damaged_directory_gives_one_sentence(model: Path, file: str, content: str) -> None:
    (model / file).write_text(content)
    sentence = refusal(str(model))
    assert sentence.startswith("The pipeline model cannot be loaded: ")
    assert "\n" not in sentence


def test_a_pipeline_without_recogniser_works_by_rules_and_says_so(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    suggester = suggesters.load(str(tmp_path / "blank"))
    assert getattr(suggester, "note", None) == (
        "The pipeline blank has no entity recogniser; only the rules find something."
    )
    assert ("Kabul", "LOCATION") in surfaces(suggester)


def test_a_pipeline_of_other_labels_says_so(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GENE", "pattern": "p53"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "bio")
    assert getattr(suggesters.load(str(tmp_path / "bio")), "note", None) == (
        "The label map knows none of the labels of the pipeline bio (GENE); "
        "only the rules find something."
    )


@pytest.mark.parametrize(
    "text",
    ["", "   \n\n ", "😀👩‍👩‍👧👍🏽", "x" * 200_000, "Kabul fell. " * 20_000],
    ids=["empty", "blank", "emoji", "no space", "one long line"],
)
def test_odd_texts_give_spans_inside_them(text: str) -> None:
    (spans,) = suggesters.load("rules").suggest([text])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_results_do_not_depend_on_neighbours_or_batch_size() -> None:
    texts = [TEXT, "", "Taliban fighters took Kunduz.\n" + TEXT, "News."]
    suggester = suggesters.load("rules")
    alone = [next(iter(suggester.suggest([text]))) for text in texts]
    assert [list(suggester.suggest(texts, batch_size=size)) for size in (1, 2, 64)] == [alone] * 3
