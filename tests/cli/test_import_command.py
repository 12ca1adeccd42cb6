"""What a person says about files on the command line, and how a wrong word is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from making import make_project
from project_dump import Dump, dump

from annotator.cli.app import run
from annotator.formats.readers import READERS
from annotator.operations.projects import opened
from annotator.store.articles.article_rows import article_state, document, extras, numbers

Call = Callable[..., int]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot", []).close()
    return tmp_path / "p.annot"


@pytest.fixture
def call(project: Path, tmp_path: Path) -> Call:
    def call(*arguments: str | Path) -> int:
        shared = ["--annotator", "ada", "--config-dir", str(tmp_path / "config")]
        return run(["import", str(project), *map(str, arguments), *shared])

    return call


def texts(project: Path) -> list[str]:
    with opened(str(project)) as source, source.reading() as connection:
        return [document(connection, number).text for number in numbers(connection)]


def test_a_line_is_an_article_where_that_is_asked_for(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfFirst.\r\n\r\nSecond.\rThird.")
    assert call(tmp_path / "a.txt", "--lines") == 0
    assert texts(project) == ["First.", "Second.", "Third."]
    with opened(str(project)) as source, source.reading() as connection:
        assert extras(connection, 2) == {"file": "a.txt", "line": 3}


def test_a_file_is_an_article_where_nothing_is_asked_for(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"First.\nSecond.")
    assert call(tmp_path / "a.txt") == 0
    assert texts(project) == ["First.\nSecond."]


def test_lines_of_another_encoding_keep_their_bytes(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes("Ä one.\nÖ two.".encode("cp1252"))
    assert call(tmp_path / "a.txt", "--lines", "--encoding", "cp1252") == 0
    assert texts(project) == ["Ä one.", "Ö two."]
    assert run(["check", str(project)]) == 0


def test_a_format_that_is_none_is_refused_with_those_there_are(
    call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call(tmp_path, "--format", "papyrus") == 2
    said = capsys.readouterr().err
    assert "papyrus" in said
    assert all(name in said for name in READERS)


@pytest.mark.parametrize("wrong", ["body", "=body", "words=body"])
def test_a_column_for_nothing_is_refused(
    call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path, wrong: str
) -> None:
    assert call(tmp_path, "--column", wrong) == 2
    assert "FIELD=NAME" in capsys.readouterr().err


def test_the_kinds_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--formats"]) == 0
    shown = capsys.readouterr().out
    assert all(f"{name}: {reader.title}" in shown for name, reader in READERS.items())


RECORD = (
    b'{"text": "Ada met Ben.", "spans": [{"start": 0, "end": 3, "label": "PER"}, '
    b'{"start": 8, "end": 11, "label": "HERO"}], "_annotator_id": "ben"}\n'
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_bytes(RECORD)
    return tmp_path / "in.jsonl"


def rows(project: Path) -> Dump:
    with opened(str(project)) as source:
        return dump(source)


def counted(project: Path, annotator: str = "ada") -> list[tuple[str, str]]:
    with opened(str(project)) as source, source.reading() as connection:
        state = article_state(connection, 1, annotator=annotator)
    return [(span.label, state.text[span.start : span.end]) for span in state.annotations]


def test_a_dry_run_reports_and_writes_nothing(
    call: Call, project: Path, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(project)
    assert call(records, "--dry-run", "--json") == 1
    report = orjson.loads(capsys.readouterr().out)
    assert (report["dry_run"], report["articles"], report["spans"]) == (True, 1, 1)
    assert [(found["label"], found["as"], found["by"]) for found in report["labels"]] == [
        ("PER", "ACTOR", "table"),
        ("HERO", None, "left_out"),
    ]
    assert report["first"][0]["spans"] == [{"start": 0, "end": 3, "label": "ACTOR"}]
    assert rows(project) == before


def test_labels_are_mapped_as_told(call: Call, project: Path, records: Path) -> None:
    told = ["--map", "PER=LOCATION", "--map", "HERO=", "--as", "annotations"]
    assert call(records, *told) == 0
    assert counted(project) == [("LOCATION", "Ada")]


def test_new_labels_are_added_where_that_is_told(call: Call, project: Path, records: Path) -> None:
    assert call(records, "--new-labels", "--as", "annotations") == 0
    assert counted(project) == [("ACTOR", "Ada"), ("HERO", "Ben")]


def test_spans_go_to_the_annotator_a_record_names(call: Call, project: Path, records: Path) -> None:
    assert call(records, "--named-annotators", "--as", "annotations", "--map", "HERO=") == 0
    assert (counted(project), counted(project, "ben")) == ([], [("ACTOR", "Ada")])


@pytest.mark.parametrize(
    "wrong", [["--named-annotators"], ["--map", "PER"], ["--map", "=X"], ["--map", "PER=VILLAIN"]]
)
def test_wishes_that_cannot_be_met_are_refused(
    call: Call, project: Path, records: Path, wrong: list[str]
) -> None:
    before = rows(project)
    assert call(records, *wrong) == 2
    assert rows(project) == before


def test_damage_is_repaired_unless_told_otherwise(
    call: Call, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("donâ€™t\x1b[31m")
    assert call(tmp_path / "a.txt") == 0
    assert "“donâ€™t\\u001b[31m” → “don’t" in capsys.readouterr().out
    assert call(tmp_path / "a.txt", "--no-repair") == 0
    assert texts(project) == ["don’t\x1b[31m", "donâ€™t\x1b[31m"]
    assert run(["check", str(project)]) == 0


def test_standard_input_is_read_once_and_named(project: Path) -> None:
    told = ["import", str(project), "-", "--annotator", "ada", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *told],
        input=b'{"text": "Homs fell."}\n{"text": 5}\n',
        capture_output=True,
        check=False,
    )
    report = orjson.loads(done.stdout)
    assert (done.returncode, report["articles"], texts(project)) == (1, 1, ["Homs fell."])
    assert [(item["file"], item["line"]) for item in report["rejected"]] == [("standard input", 2)]


@pytest.mark.skipif(os.name == "nt", reason="pipes have names on POSIX alone")
@pytest.mark.parametrize("kind", ["auto", "jsonl"])
def test_a_pipe_is_read_as_a_file_would_be(call: Call, project: Path, kind: str) -> None:
    out, into = os.pipe()
    os.write(into, b'{"text": "Homs fell.", "spans": [{"start": 0, "end": 4, "label": "X"}]}\n')
    os.close(into)
    assert call(f"/dev/fd/{out}", "--format", kind, "--new-labels", "--as", "annotations") == 0
    os.close(out)
    assert (texts(project), counted(project)) == (["Homs fell."], [("X", "Homs")])


@pytest.mark.skipif(sys.platform != "linux", reason="names must be UTF-8 elsewhere")
def test_a_report_names_files_that_are_not_utf8(
    call: Call, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text("An article.")
    assert call(file, "--json") == 0
    report = orjson.loads(capfdbinary.readouterr().out)
    assert [item["file"] for item in report["files"]] == [f"{tmp_path}/caf\\xe9.txt"]


def test_each_article_goes_out_with_the_file_and_line_it_came_from(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("title,text\nA,Rebels took Quxtown.\nB,Marvale was quiet.\n")
    (tmp_path / "b.jsonl").write_text('{"text": "The talks ended."}\n{"text": "They began."}\n')
    assert call(tmp_path / "a.csv", tmp_path / "b.jsonl") == 0
    out = tmp_path / "out.jsonl"
    assert run(["export", str(project), str(out), "--status", "all", "--annotator", "ada"]) == 0
    records = map(orjson.loads, out.read_bytes().splitlines())
    assert [(record["file"], record["line"]) for record in records] == [
        ("a.csv", 2),
        ("a.csv", 3),
        ("b.jsonl", 1),
        ("b.jsonl", 2),
    ]


def test_a_record_that_names_its_file_keeps_that_name(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The talks ended.", "file": "talks.txt"}\n')
    assert call(tmp_path / "a.jsonl") == 0
    with opened(str(project)) as source, source.reading() as connection:
        assert extras(connection, 1)["file"] == "talks.txt"


def test_a_text_that_comes_twice_is_named_with_both_places(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("title,text\nA,Rebels took Quxtown.\nB,Rebels took Quxtown.\n")
    (tmp_path / "b.txt").write_text("Rebels took Quxtown.\n")
    assert call(tmp_path / "a.csv", tmp_path / "b.txt") == 0
    said = capsys.readouterr().err
    first = f"its text is that of {tmp_path / 'a.csv'}, line 2 and came in once"
    assert f"{tmp_path / 'a.csv'}, line 3: {first}" in said
    assert f"{tmp_path / 'b.txt'}: {first}" in said


def test_what_several_people_made_of_a_text_is_no_double_to_be_named(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    span = {"start": 0, "end": 6, "label": "ACTOR"}
    lines = [{"text": "Rebels fled.", "spans": [span], "_annotator_id": n} for n in ("ann", "bob")]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    assert call(tmp_path / "a.jsonl", "--as", "annotations", "--named-annotators") == 0
    assert "came in once" not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_nobody_writes_into_is_waited_on_with_a_word(project: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", str(project), str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert command.stdout is not None
    assert command.stderr is not None
    assert command.stderr.readline().startswith(f"Reading {pipe} until whoever writes into it")
    pipe.write_text("Rebels took Quxtown.")
    assert "1 article imported" in command.stdout.read()
    assert command.wait() == 0


BULLETIN = (
    "QUXIA BULLETIN\n\nINCIDENT REPORT 1\nQuxtown, 16 February 2024\nRebels took Quxtown.\n\n"
    "INCIDENT REPORT 2\nMarvale, 17 February 2024\nNothing was reported.\n\n"
    "INCIDENT REPORT 3\nLom, 17 February 2024\nThree men were freed.\n"
)


def test_a_bulletin_is_split_where_a_person_says(call: Call, project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BULLETIN)
    assert call(tmp_path / "a.txt", "--split-at", "INCIDENT REPORT") == 0
    assert texts(project)[1] == (
        "INCIDENT REPORT 2\nMarvale, 17 February 2024\nNothing was reported."
    )
    with opened(str(project)) as source, source.reading() as connection:
        articles = [document(connection, number).article for number in numbers(connection)]
        assert [(article.title, article.published) for article in articles] == [
            ("INCIDENT REPORT 1", "2024-02-16"),
            ("INCIDENT REPORT 2", "2024-02-17"),
            ("INCIDENT REPORT 3", "2024-02-17"),
        ]
        assert extras(connection, 1)["cover"] == "QUXIA BULLETIN"


def test_a_bulletin_is_never_split_unasked_but_named(
    call: Call, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(BULLETIN)
    assert call(tmp_path / "a.txt") == 0
    assert texts(project) == [BULLETIN]
    said = capsys.readouterr().err
    assert "it came in as one article, and has 3 headings such as “INCIDENT REPORT 1”: if" in said
    assert "say “INCIDENT REPORT” as the words that begin one" in said


def test_a_text_without_the_words_to_split_at_comes_in_whole_and_says_so(
    call: Call, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Rebels took Quxtown.\n")
    assert call(tmp_path / "a.txt", "--split-at", "INCIDENT") == 0
    assert texts(project) == ["Rebels took Quxtown.\n"]
    assert "fewer than two of its lines begin with “INCIDENT”" in capsys.readouterr().err


PAGE = (
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said.\n"
    "We use cookies to improve your experience. By continuing you accept this.\n"
    "Copyright 2024 Quxia Daily, a service of the Example Group. All rights reserved.\n"
)
SENTENCE = "The road to the border stayed closed to all traffic, said the governor of Marvale.\n"


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_the_share_of_muted_text_is_in_the_report_and_too_much_is_a_warning(
    call: Call, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], more: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    assert call(tmp_path / "a.txt", "--json", *more) == 0
    out, said = capfdbinary.readouterr()
    muted = orjson.loads(out)["muted"]
    assert (muted["looked_at"], muted["articles"]) == (1, 1)
    assert 0.6 < muted["share"] < 0.7
    share = f"{muted['share']:.0%} of the text of 1 article is muted as boilerplate"
    assert f"{share}; look whether that is right." in said.decode()
    assert f"{tmp_path / 'a.txt'}: 6" in said.decode()


def test_a_sentence_that_stands_twice_far_apart_is_named_and_not_muted(
    call: Call, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    between = [f"On day {n} rebels killed {n + 2} soldiers near Quxtown.\n" for n in range(20)]
    (tmp_path / "a.txt").write_text("".join((SENTENCE, *between, SENTENCE)))
    assert call(tmp_path / "a.txt") == 0
    said = capsys.readouterr().err
    assert "a long sentence stands in it more than once, not muted: “The road to the border" in said
    with opened(str(project)) as source, source.reading() as connection:
        assert article_state(connection, 1, annotator="ada").muted == ()


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    """Two people's folders with an article each, of which no file says whose or how far it is."""
    for person, words in (("ann", "Rebels left."), ("bob", "Rebels came.")):
        folder = tmp_path / "brat" / person
        folder.mkdir(parents=True)
        (folder / "1.txt").write_text(words)
        (folder / "1.ann").write_text("T1\tACTOR 0 6\tRebels\n")
    return tmp_path / "brat"


def test_where_no_annotator_is_named_the_options_that_name_them_are(
    call: Call, brat: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(brat, "--as", "annotations", "--named-annotators", "--dry-run") == 0
    said = capfd.readouterr().err
    assert "--people files" in said
    assert "--status done" in said
    assert (
        call(
            brat,
            "--as",
            "annotations",
            "--named-annotators",
            "--people",
            "folders",
            "--status",
            "done",
        )
        == 0
    )
    captured = capfd.readouterr()
    said = captured.out + captured.err
    assert "Work of ann: 1 article, 1 span." in said
    assert "Status: 2 done." in said
    assert "--people" not in said
    assert "--status" not in said


@pytest.mark.parametrize(
    "words",
    [("--people", "files"), ("--person", "a=b"), ("--status", "done"), ("--person", "a")],
)
def test_options_about_people_go_with_annotations(
    call: Call, brat: Path, words: tuple[str, ...]
) -> None:
    assert call(brat, *words) == 2


def test_days_come_in_as_iso_and_doubtful_ones_are_named(
    call: Call, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ("16 February 2024", "02/03/2024", "Wed, 14 Feb 2024 08:00:00 +0100", "yesterday")
    lines = [{"text": f"Text {n}.", "meta": {"published": day}} for n, day in enumerate(said)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    assert call(tmp_path / "a.jsonl") == 0
    with opened(str(project)) as source, source.reading() as connection:
        articles = [document(connection, number).article for number in numbers(connection)]
    days = [article.published for article in articles]
    assert days == ["2024-02-16", "02/03/2024", "2024-02-14", "yesterday"]
    assert (
        "line 2: its date “02/03/2024” is not a date that can be read with certainty: it stays "
        "as it is and is sorted last; so is 1 more"
    ) in capsys.readouterr().err


def test_a_dry_run_says_once_what_becomes_of_a_label(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spans = [{"start": 0, "end": 6, "label": label} for label in ("ORG", "ACTOR")]
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps({"text": "Rebels fled.", "spans": spans}))
    call(tmp_path / "a.jsonl", "--dry-run")
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "ORG" in line] == [
        "label ORG: its 1 span became ACTOR, by the program's table."
    ]
