"""Files in which others have marked names: each with the texts, spans and facts it must give."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.domain.values import Status

FILES = Path(__file__).parent.parent / "data" / "interop" / "marked"


@pytest.mark.parametrize(
    ("name", "kind", "spans"),
    [
        (
            "muc.sgm",
            "inline-tags",
            [
                [
                    ("N'DJAMENA", "LOCATION"),
                    ("Chad", "LOCATION"),
                    ("11", "CARDINAL"),
                    ("Monday", "DATE"),
                    ("Movement for Democracy & Development", "ORGANIZATION"),
                    ("Habré", "PERSON"),
                    ("$3 million", "MONEY"),
                ],
                [("Abéché", "LOCATION")],
            ],
        ),
        (
            "ontonotes.name",
            "inline-tags",
            [
                [
                    ("国防部", "ORG"),
                    ("昨天", "DATE"),
                    ("三十", "CARDINAL"),
                    ("喀布尔", "GPE"),
                    ("阿富汗", "GPE"),
                    ("阿富汗 军", "NORP"),
                ]
            ],
        ),
        (
            "stanford_inline.txt",
            "inline-tags",
            [
                [
                    ("Mai-Mai", "ORGANIZATION"),
                    ("Goma", "LOCATION"),
                    ("4 May 2019", "DATE"),
                    ("Joseph Kabila", "PERSON"),
                    ("Forty-two", "NUMBER"),
                    ("Kinshasa", "LOCATION"),
                ]
            ],
        ),
        (
            "opennlp.train",
            "inline-tags",
            [
                [
                    ("Pierre Vinken", "person"),
                    ("Elsevier", "organization"),
                    ("Vinken", "person"),
                    ("Dili", "location"),
                ]
            ],
        ),
        (
            "stanford_slash.txt",
            "tagged-words",
            [
                [
                    ("Kabul", "LOCATION"),
                    ("Hamid Karzai", "PERSON"),
                    ("Red Cross", "ORGANIZATION"),
                    ("12", "NUMBER"),
                    ("13", "NUMBER"),
                    ("two", "NUMBER"),
                ]
            ],
        ),
        (
            "stanford_lines.tsv",
            "tagged-words",
            [[("Sendero Luminoso", "ORGANIZATION"), ("Ayacucho", "LOCATION"), ("seis", "NUMBER")]],
        ),
        (
            "letter.tei.xml",
            "tei",
            [
                [
                    ("Herat", "placeName"),
                    ("first of Sep-tember", "date"),
                    ("Yar Muhammad", "persName"),
                    ("twelve hundred", "num"),
                    ("Barukzyes", "orgName"),
                    ("Ghorian, Persia", "placeName"),
                    ("Khorasan", "country"),
                    ("the besiegers", "group"),
                ]
            ],
        ),
        (
            "agency.nitf.xml",
            "news-xml",
            [
                [
                    ("PASTO", "location"),
                    ("Tumaco, Nariño", "location"),
                    ("ELN", "org"),
                    ("$20 millones", "money"),
                ]
            ],
        ),
        ("ner.manifest", "ground-truth", [[("Diego Ramírez", "Person"), ("Tumaco", "Location")]]),
        ("kili.json", "kili", [[("MNLA", "ORG"), ("Kidal", "LOC")], [("MNLA", "ORG")]]),
        (
            "datasaur_schema.json",
            "datasaur",
            [[("Homs", "LOC"), ("SOHR", "ORG"), ("Old Aleppo", "LOC")]],
        ),
        ("datasaur_advanced.json", "datasaur", [[("Mocoa", "Place")]]),
        ("corenlp.json", "corenlp", [[("Wagner 😀", "ORGANIZATION"), ("Ségou", "CITY")]]),
    ],
)
def test_marked_names_come_in_where_they_stand(
    name: str, kind: str, spans: list[list[tuple[str, str]]]
) -> None:
    records, _ = read_file(FILES / name)
    assert kind_of(FILES / name) == kind
    assert [quotes(record) for record in records] == spans


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "muc.sgm",
            [
                ("Eleven killed as rebels raid & burn a village", None, "1996-02-14"),
                ("Truce holds", None, None),
            ],
        ),
        ("letter.tei.xml", [("Despatch from Herat", "The Bombay Times", "1839-11-12")]),
        (
            "agency.nitf.xml",
            [("Ataque en Nariño deja seis muertos", "El Diario del Sur", "2007-01-01")],
        ),
        (
            "g2.xml",
            [
                ("Nineteen killed in Maiduguri market blast", "reuters.com", "2015-03-03"),
                ("Saldırıda iki şehit", "Anadolu Ajansı", "2016-07-16"),
            ],
        ),
        ("newsml1.xml", [("Attentat à Bagdad : 12 morts", "AFP", "2004-09-11")]),
        ("rcv1.xml", [("Rebels shell Grozny.", "Reuters", "1996-08-20")]),
    ],
)
def test_title_source_and_day_are_those_of_the_article(
    name: str, facts: list[tuple[str, str | None, str | None]]
) -> None:
    records, _ = read_file(FILES / name)
    articles = [record.article for record in records]
    assert [(a.title, a.source, a.published) for a in articles] == facts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "agency.nitf.xml",
            "El ELN se lo atribuye\n\nPASTO, 31 dic.\n\nSeis muertos.\n\nSeis soldados "
            "murieron\xa0en Tumaco, Nariño.\n\nEl ELN pidió $20 millones.\n\nTumaco, ayer.",
        ),
        (
            "letter.tei.xml",
            "News from Herat\n\nOn the first of Sep-tember Yar Muhammad sent twelve hundred horse "
            "[Mostly Barukzyes.] to Ghorian, Persia & the frontier of Khorasan; the besiegers "
            "withdrew[…].\n\nAll is quiet.",
        ),
        ("corenlp.json", " Wagner 😀.\n\n(Ségou)"),
        ("newsml1.xml", "Douze personnes ont péri.\n\nLa police enquête."),
        ("datasaur_schema.json", "Shelling hit  Homs, SOHR said.\nOld Aleppo 😀 was calm."),
        (
            "stanford_slash.txt",
            "Kabul is calm, said Hamid Karzai.\nThe Red Cross counted 12 and/or 13 dead "
            "(two children).",
        ),
    ],
)
def test_the_text_is_as_it_reads(name: str, text: str) -> None:
    (record,), _ = read_file(FILES / name)
    assert record.article.text == text


def test_whose_work_it_is_and_how_far_it_is() -> None:
    (by_person, by_program), _ = read_file(FILES / "kili.json")
    assert (by_person.annotator, by_person.status) == ("awa@example.org", Status.DONE)
    assert (by_program.annotator, by_program.suggested_by) == (None, "distil")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kili.json", "record 2: the text is not in Kili's export"),
        ("ner.manifest", "its “source-ref” says where the text lies"),
    ],
)
def test_a_text_that_lies_elsewhere_is_named(name: str, said: str) -> None:
    _, issues = read_file(FILES / name)
    assert [lost[: len(said)] for lost in losses(issues)] == [said]


def test_the_text_of_an_asset_may_lie_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "kili.json").write_bytes((FILES / "kili.json").read_bytes())
    (tmp_path / "mali-2.txt").write_text("Bamako est calme.")
    records, issues = read_file(tmp_path / "kili.json")
    assert [record.article.text for record in records][2:] == ["Bamako est calme."]
    assert losses(issues) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<ENAMEX TYPE='PER'>Ann left.", "the mark <ENAMEX> (PER) at 0 has no end"),
        ("Ann</ENAMEX> and <ENAMEX TYPE='PER'>Bo</ENAMEX>", "a tag “</ENAMEX>” has no beginning"),
        (
            "<HL><ENAMEX TYPE='GPE'>Chad</ENAMEX> burns</HL><TXT>A fire.</TXT>",
            "names that are marked around its text, as in the headline, were not read: 1",
        ),
    ],
)
def test_marks_that_are_not_read_are_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    (_,), issues = read_file(tmp_path / "a.txt")
    assert [lost[: len(said)] for lost in losses(issues)] == [said]


def test_a_collection_without_marks_is_its_documents(tmp_path: Path) -> None:
    (tmp_path / "ap880212.sgml").write_text(
        "<DOC>\n<DOCNO>AP880212-0001</DOCNO>\n<HEAD>Vietnam Amnesty</HEAD>\n<TEXT>\nOfficials left."
        "\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>AP880212-0002</DOCNO>\n<TEXT>\nA fire.\n</TEXT>\n</DOC>\n"
    )
    records, issues = read_file(tmp_path / "ap880212.sgml")
    articles = [(r.article.uid, r.article.title, r.article.text) for r in records]
    assert articles == [
        ("AP880212-0001", "Vietnam Amnesty", "Officials left."),
        ("AP880212-0002", "A fire.", "A fire."),
    ]
    assert ([record.untouched for record in records], issues) == ([True, True], [])


def test_a_declaration_of_xml_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?>\n<!-- x --><corpus><document name="WW1"><p><sentence>The '
        '<ENAMEX type="EVENT">Somme</ENAMEX> &lt;fell&gt;.</sentence></p></document></corpus>'
    )
    (record,), issues = read_file(tmp_path / "a.xml")
    assert (record.article.text, record.article.uid) == ("The Somme <fell>.", "WW1")
    assert (quotes(record), issues) == ([("Somme", "EVENT")], [])


WAGNER = {"text": "Wagner left Bamako."}


@pytest.mark.parametrize(
    "more",
    [
        {"Entities": [{"BeginOffset": 0, "EndOffset": 6, "Text": "Wagner", "Type": "ORG"}]},
        {"Ents": [{"start_char": 0, "end_char": 6, "type": "ORG"}]},
    ],
)
def test_keys_of_spans_are_known_in_any_case(tmp_path: Path, more: dict[str, object]) -> None:
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(WAGNER | more))
    (record,), issues = read_file(tmp_path / "a.jsonl")
    assert (quotes(record), losses(issues)) == ([("Wagner", "ORG")], [])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            WAGNER | {"tokens": [{"text": "Wagner", "start": 0, "end": 5, "entityLabel": "ORG"}]},
            "“tokens” looks like spans (1) and was not read",
        ),
        (
            {
                "File": "a.txt",
                "Entities": [{"BeginOffset": 0, "EndOffset": 6, "Text": "Wagner", "Type": "ORG"}],
            },
            "its spans are there, but the text that they belong to is not in the file",
        ),
        (
            {"answers": [{"answerContent": {"crowd-entity-annotation": {"entities": []}}}]},
            "it holds the answers of Ground Truth's workers without the texts",
        ),
    ],
)
def test_spans_without_a_text_or_a_place_are_named(
    tmp_path: Path, record: dict[str, object], said: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(record) + b"\n")
    records, issues = read_file(tmp_path / "a.jsonl")
    assert [list(record.spans) for record in records] in ([], [[]])
    assert [said in lost for lost in losses(issues)] == [True]


def test_marks_in_the_cells_of_a_table_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"<PERSON>Ann</PERSON> left <ORG>Esso</ORG>."\n')
    (record,), issues = read_file(tmp_path / "a.csv")
    assert record.article.text.startswith("<PERSON>")
    assert [lost[:44] for lost in losses(issues)] == [
        "its texts mark names by tags, which are not r"[:44]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army/police unit and/or the UN/AU mission left. It was 5/6 O/A.",
        "Use <b>bold</b> & <i>text</i> as you like.",
        "word\tO\nalpha\tB\n",
    ],
)
def test_plain_texts_are_none_of_these(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert kind_of(tmp_path / "a.txt") not in ("inline-tags", "tagged-words")


@pytest.mark.parametrize("root", ["TEI", "nitf"])
def test_entities_are_never_expanded(tmp_path: Path, root: str) -> None:
    bomb = f"<!DOCTYPE {root} [<!ENTITY a 'b'>]><{root}><text><p>&a;</p></text></{root}>"
    (tmp_path / "a.xml").write_text(bomb)
    records, issues = read_file(tmp_path / "a.xml")
    assert (records, [lost[:23] for lost in losses(issues)]) == ([], ["it declares entities, w"])


def test_packages_without_a_story_say_what_to_import(tmp_path: Path) -> None:
    name = "http://iptc.org/std/nar/2006-10-01/"
    (tmp_path / "a.xml").write_text(f'<packageItem xmlns="{name}"><itemMeta/></packageItem>')
    records, issues = read_file(tmp_path / "a.xml")
    assert records == []
    assert ["import the items of text" in lost for lost in losses(issues)] == [True]


def test_a_story_whose_markup_is_in_a_text_is_read_without_it(tmp_path: Path) -> None:
    body = "<![CDATA[<p>Rebels took Taiz.</p><p>Ten died.</p>]]>"
    (tmp_path / "a.xml").write_text(
        f"<nitf><body><body.head><hedline><hl1>Taiz</hl1></hedline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    (record,), _ = read_file(tmp_path / "a.xml")
    assert record.article.text.split() == ["Rebels", "took", "Taiz.", "Ten", "died."]
