"""How training text is made: names of the world, filled notes, case put back, doubts left out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import orjson
import pytest
import spacy

from annotator.nlp.lexicon import shipped
from annotator.nlp.training.augment import Names, Piece
from annotator.nlp.training.corpora import DOUBT
from annotator.nlp.training.note_templates import NoteFiller, from_notes
from annotator.nlp.training.paragraphs import make_doc, recase
from annotator.nlp.training.silver import _settled
from annotator.nlp.training.world_names import WorldNames, titled
from annotator.resources import resource

CITIES = [("Koro", "ML", 1), ("Bankass", "ML", 2), ("Gora", "NG", 3), ("Zonkwa", "NG", 4)]
REGIONS = {"ML": "Mopti", "NG": "Kaduna"}
ACTORS = [
    ("CHHABI LAL BISWOKARMA", "NPLGOVAGR 070501-080831", "Phoenix.Countries.actors.txt"),
    ("GERMNY", "DEU", "Phoenix.Countries.actors.txt"),
    ("NIGHT AVENGERS", "HNDREB", "Phoenix.MilNonState.actors.txt"),
    ("PEACE EDUCATION FOUNDATION", "NGOEDU", "Phoenix.International.actors.txt"),
]


@pytest.fixture
def world(tmp_path: Path) -> WorldNames:
    (tmp_path / "geonames").mkdir()
    (tmp_path / "gazetteer").mkdir()
    cities = {
        str(number): {"name": name, "countrycode": code, "admin1code": "01"}
        for name, code, number in CITIES
    }
    (tmp_path / "geonames" / "cities500.json").write_bytes(orjson.dumps(cities))
    rows = [f"{name},x,{REGIONS[code]},{number}" for name, code, number in CITIES]
    table = "\n".join(["name,country,subcountry,geonameid", *rows])
    (tmp_path / "gazetteer" / "world-cities.csv").write_text(table, encoding="utf-8")
    lines = [orjson.dumps({"name": n, "codes": [c], "file": f}) for n, c, f in ACTORS]
    (tmp_path / "gazetteer" / "petrarch-actors.jsonl").write_bytes(b"\n".join(lines))
    return WorldNames(tmp_path)


@pytest.fixture
def names(world: WorldNames) -> Names:
    return Names(resource("training"), shipped(), world)


def test_office_holders_groups_and_bodies_are_told_apart(world: WorldNames) -> None:
    assert world.persons == ["Chhabi Lal Biswokarma"]
    assert world.groups == ["Night Avengers"]
    assert world.bodies == ["Peace Education Foundation"]


def test_small_words_stay_small_in_a_name_from_capitals() -> None:
    assert titled("FRONT FOR THE DEFENSE OF HAITI") == "Front for the Defense of Haiti"


def test_a_place_stands_beside_its_own_region(world: WorldNames, names: Names) -> None:
    filler = NoteFiller(resource("training"), names, world, shipped(), Random(1))
    region = {"Koro": "Mopti", "Bankass": "Mopti", "Gora": "Kaduna", "Zonkwa": "Kaduna"}
    for _ in range(50):
        text, spans, _persons = filler.fill("in {place} ({district}, {admin})")
        place, district, admin = (text[start:end] for start, end, _label in spans)
        assert region[place] == region[district] == admin


def test_every_span_of_a_filled_note_is_a_name(world: WorldNames, names: Names) -> None:
    passages = from_notes(resource("training"), names, world, shipped(), Random(2))
    for passage in passages:
        for start, end, label in passage.spans:
            assert label in ("ACTOR", "LOCATION")
            assert passage.text[start:end].strip() == passage.text[start:end] != ""
        assert "{" not in passage.text


def test_case_put_back_keeps_every_piece_where_it_is() -> None:
    line = [Piece("Heavy fighting near "), Piece("Goma", "LOCATION"), Piece(" killed two men.")]
    lengths = [len(piece.text) for piece in line]
    for seed in range(60):
        recase(line, shipped(), Random(seed))
    assert [len(piece.text) for piece in line] == lengths
    assert line[1].text == "Goma"


def test_what_is_in_doubt_is_passed_over_in_training() -> None:
    line = [Piece("Near "), Piece("Goma", "LOCATION"), Piece(" the "), Piece("Zed", DOUBT)]
    doc = make_doc(spacy.blank("en"), line)
    assert [(token.text, token.ent_iob_) for token in doc] == [
        ("Near", "O"),
        ("Goma", "B"),
        ("the", "O"),
        ("Zed", ""),
    ]


def test_silver_takes_what_two_agree_on_and_doubts_the_rest() -> None:
    text = "Koro and Zed and Kidal"
    first = [(0, 4, "LOCATION"), (9, 12, "ACTOR"), (17, 22, "ACTOR")]
    second = [(0, 4, "LOCATION"), (17, 22, "LOCATION")]
    spans, doubts = _settled(text, first, second, {"Kidal": "LOCATION"})
    assert spans == [(0, 4, "LOCATION"), (17, 22, "LOCATION")]
    assert doubts == [(9, 12)]
