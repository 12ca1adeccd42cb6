"""Pipelines of other people: their labels mapped, the guidelines' rules behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from annotator.domain.names import NONE, NameBook, ProjectName
from annotator.domain.pipelines import LabelCount
from annotator.nlp.language import (
    label_map_of,
    load_pipeline,
    rules_only,
    use_labels,
    use_names,
)
from annotator.nlp.suggest import suggest_texts

PATTERNS = [
    {"label": "PERSON", "pattern": "President Joe Biden"},
    {"label": "ORG", "pattern": "the Acme Council"},
    {"label": "NORP", "pattern": "Martian"},
    {"label": "GPE", "pattern": "Springfield"},
    {"label": "FAC", "pattern": "Springfield Bridge"},
    {"label": "CARDINAL", "pattern": "3,000"},
    {"label": "DATE", "pattern": "Thursday"},
    {"label": "LAW", "pattern": "Penal Code"},
]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved pipeline that knows the labels most pipelines have, and no rule of ours."""
    nlp = spacy.blank("en")
    nlp.meta["name"] = "foreign"
    nlp.meta["version"] = "9.8.7"
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("foreign") / "pipeline"
    nlp.to_disk(path)
    return path


def spans_of(path: Path, text: str, *, guidelines: bool) -> list[tuple[str, str]]:
    nlp = load_pipeline(str(path), guidelines=guidelines)
    (spans,) = suggest_texts(nlp, [text])
    return [(text[s.start : s.end], s.label) for s in spans]


TEXT = "On Thursday President Joe Biden told the Acme Council of Springfield that 3,000 Martian"


def test_their_labels_become_ours(foreign: Path) -> None:
    assert spans_of(foreign, TEXT, guidelines=False) == [
        ("Thursday", "DATE"),
        ("President Joe Biden", "ACTOR"),
        ("the Acme Council", "ACTOR"),
        ("Springfield", "LOCATION"),
        ("3,000", "FIGURE"),
        ("Martian", "ACTOR"),
    ]


def test_the_guidelines_mend_their_spans(foreign: Path) -> None:
    assert spans_of(foreign, TEXT, guidelines=True) == [
        ("Joe Biden", "ACTOR"),
        ("Acme Council", "ACTOR"),
        ("Springfield", "LOCATION"),
        ("3,000", "FIGURE"),
        ("Martian", "ACTOR"),
    ]


def test_a_label_without_partner_goes(foreign: Path) -> None:
    assert spans_of(foreign, "The Penal Code says so.", guidelines=True) == []


def test_the_rules_find_what_they_missed(foreign: Path) -> None:
    found = spans_of(foreign, "In Kabul, more than 40 died.", guidelines=True)
    assert found == [("Kabul", "LOCATION"), ("more than 40", "FIGURE")]


def test_the_version_names_pipeline_and_version(foreign: Path) -> None:
    meta = load_pipeline(str(foreign)).meta
    assert (meta["lang"], meta["name"], meta["version"]) == ("en", "foreign", "9.8.7")


def test_a_project_adds_its_own_names(foreign: Path) -> None:
    nlp = load_pipeline(str(foreign))
    use_names(nlp, NameBook((ProjectName("Blue Brigade", "ACTOR", variants=("BB",)),)))
    (spans,) = suggest_texts(nlp, ["The BB left."])
    assert [(s.start, s.end, s.label, s.rule) for s in spans] == [
        (4, 6, "ACTOR", "gazetteer project: Blue Brigade")
    ]


def test_a_projects_name_wins_over_what_they_say(foreign: Path) -> None:
    nlp = load_pipeline(str(foreign))
    book = NameBook((ProjectName("Springfield", "ACTOR"), ProjectName("Martian", NONE)))
    use_names(nlp, book)
    (spans,) = suggest_texts(nlp, ["Springfield met a Martian."])
    assert [(s.start, s.end, s.label) for s in spans] == [(0, 11, "ACTOR")]


def test_a_project_adds_its_own_heads(foreign: Path) -> None:
    nlp = load_pipeline(str(foreign))
    use_names(nlp, NameBook((ProjectName("watchers", word_list="heads"),)))
    (spans,) = suggest_texts(nlp, ["The NATO watchers left."])
    assert [(s.start, s.end, s.label) for s in spans] == [(4, 17, "ACTOR")]


def test_an_unknown_name_is_an_os_error() -> None:
    with pytest.raises(OSError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


def read_with(path: Path, text: str, labels: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    nlp = load_pipeline(str(path))
    use_labels(nlp, labels)
    (spans,) = suggest_texts(nlp, [text])
    return [(text[s.start : s.end], s.label) for s in spans]


def test_a_project_maps_a_label_the_program_has_none_for(foreign: Path) -> None:
    mapped = read_with(foreign, "The Penal Code says so.", (("LAW", "LAW"),))
    assert mapped == [("Penal Code", "LAW")]


def test_a_project_leaves_a_label_out(foreign: Path) -> None:
    assert read_with(foreign, "Martian", (("NORP", ""),)) == []


def test_dates_are_spans_where_a_project_has_a_label_for_them(foreign: Path) -> None:
    assert read_with(foreign, "He left on Thursday.", (("DATE", "DATE"),)) == [("Thursday", "DATE")]


def test_spans_are_counted_by_their_own_labels_with_what_they_became(foreign: Path) -> None:
    nlp = load_pipeline(str(foreign))
    list(suggest_texts(nlp, ["The Penal Code of Springfield."]))
    label_map = label_map_of(nlp)
    assert label_map is not None
    assert label_map.take_counts() == (
        LabelCount("GPE", 1, "LOCATION"),
        LabelCount("LAW", 1, None),
    )


def test_a_label_of_the_rules_becomes_another(foreign: Path) -> None:
    nlp = rules_only()
    use_labels(nlp, (("LOCATION", "PLACE"),))
    (spans,) = suggest_texts(nlp, ["In Kabul 40 died."])
    assert [span.label for span in spans] == ["PLACE", "FIGURE"]
