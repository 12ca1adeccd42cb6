"""The pipeline that ships with the program."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.nlp.components import RULES
from annotator.nlp.language import load_pipeline, rules_only
from annotator.nlp.suggest import suggest_texts
from annotator.nlp.training.score import score
from annotator.resources import resource, seeds

GOLD = Path(__file__).parents[1] / "data" / "gold"
LARGEST_MB = 25


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_pipeline(str(resource("pipeline")))


def test_it_brings_its_rules_along(shipped: Language) -> None:
    assert shipped.pipe_names[-len(RULES) :] == list(RULES)


def test_it_says_its_version(shipped: Language) -> None:
    assert (shipped.meta["lang"], shipped.meta["name"]) == ("en", "conflict")
    assert shipped.meta["version"]


def test_it_is_small_and_has_no_word_vectors(shipped: Language) -> None:
    files = [path for path in resource("pipeline").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST_MB * 1_000_000
    assert shipped.vocab.vectors.shape[0] == 0


def test_it_holds_no_list_of_other_peoples_words(shipped: Language) -> None:
    words = orjson.loads(resource("pipeline", "vocab", "strings.json").read_bytes())
    assert len(words) < 5_000


def test_it_carries_its_card_and_licences() -> None:
    assert resource("pipeline", "MODEL_CARD.md").is_file()
    assert resource("pipeline", "LICENSES.md").is_file()


def test_it_finds_names_no_list_knows(shipped: Language) -> None:
    text = "Brigadier Oskar Quilliam said villagers near Tumbledown had seen Vexler Brotherhood."
    (spans,) = suggest_texts(shipped, [text])
    assert "Oskar Quilliam" in {text[s.start : s.end] for s in spans if s.label == "ACTOR"}


def test_its_helper_label_never_shows(shipped: Language) -> None:
    (spans,) = suggest_texts(shipped, ["On Thursday, May 4, 2017, Kabul fell."])
    assert {s.label for s in spans} == {"LOCATION"}


def test_what_it_knows_has_a_higher_score_than_what_it_guesses(shipped: Language) -> None:
    text = "Then Marhum of Tollo Vex told Orlan Dev, at Brixo and Sum Tar, that Kabul fell."
    (spans,) = suggest_texts(shipped, [text])
    scores = {text[s.start : s.end]: s.score or 0.0 for s in spans}
    assert scores["Kabul"] == max(scores.values()) > min(scores.values())


def test_no_score_is_given_where_none_is_calibrated() -> None:
    (spans,) = suggest_texts(rules_only(), ["Taliban fighters took Kabul."])
    assert [s.score for s in spans] == [None, None]


@pytest.mark.parametrize("batch_size", [1, 7, 500])
def test_its_suggestions_do_not_depend_on_the_batch(shipped: Language, batch_size: int) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted(seeds().glob("*.txt"))]
    alone = [next(suggest_texts(shipped, [text])) for text in texts]
    assert list(suggest_texts(shipped, texts, batch_size=batch_size)) == alone


def test_page_boilerplate_of_the_samples_carries_nothing(shipped: Language) -> None:
    for path in sorted(seeds().glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        (spans,) = suggest_texts(shipped, [text])
        for line in ("Please enter your comment!", "Leave a Reply", "- Advertisement -"):
            at = text.find(line)
            if at >= 0:
                assert not [s for s in spans if at <= s.start < at + len(line)], line


@pytest.mark.parametrize(
    "text",
    [
        "A MiG-29 and two BMP-2s were destroyed.",
        "They lost three T-72s, a BM-21 Grad and an Su-25 near the river.",
        "The army reported 5 KIA and 12 WIA.",
        "They took 14 EPWs, and 2 MIA are not found.",
        "Fighters hold Hill 421.",
    ],
)
def test_weapons_fates_and_numbered_hills_are_no_names(shipped: Language, text: str) -> None:
    (spans,) = suggest_texts(shipped, [text])
    names = [text[s.start : s.end] for s in spans if s.label != "FIGURE"]
    assert names == []


def test_kia_before_its_fighters_is_the_group(shipped: Language) -> None:
    text = "At least 5 KIA fighters died."
    (spans,) = suggest_texts(shipped, [text])
    assert ("KIA fighters", "ACTOR") in {(text[s.start : s.end], s.label) for s in spans}


def exact_f1(nlp: Language, name: str, *, capitals: bool = False) -> float:
    """The exact F1 of all labels on a gold file, its texts put in capitals or not."""
    lines = (GOLD / f"{name}.jsonl").read_bytes().splitlines()
    rows = [row for row in map(orjson.loads, lines) if len(row["text"].upper()) == len(row["text"])]
    texts = [row["text"].upper() if capitals else row["text"] for row in rows]
    gold = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
    said = [[(s.start, s.end, s.label) for s in spans] for spans in suggest_texts(nlp, texts)]
    return score(gold, said)["all"].exact.f1


def test_notes_and_wires_of_the_world_are_read_well(shipped: Language) -> None:
    assert exact_f1(shipped, "notes-and-wires") >= 0.93


def test_newswire_is_read_nearly_as_well_in_capitals(shipped: Language) -> None:
    assert exact_f1(shipped, "newswire", capitals=True) >= 0.9


@pytest.mark.parametrize(
    "marked",
    [
        "[Armenia:L] accused [Azerbaijan:L] of shelling [Sotk:L].",
        "[Kigali:L] denies that it arms the [M23 rebels:A].",
        "[Washington:L] warned [Tehran:L] while [Doha:L] hosted the talks.",
        "[Chad:L] and [Niger:L] recalled their ambassadors from [Paris:L].",
        "[Mogadishu:L] rejected the deal between [Ethiopia:L] and [Somaliland:L].",
        "The [Khartoum government:A] says [Kampala:L] trains the rebels.",
        "[Burkinabe troops:A] left [Djibo:L], which [Ouagadougou:L] denied.",
    ],
)
def test_a_place_that_acts_is_a_place_and_a_people_an_actor(shipped: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    (spans,) = suggest_texts(shipped, [text])
    assert {(text[s.start : s.end], s.label, s.start) for s in spans} == wanted
