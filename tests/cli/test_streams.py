"""What goes where: the result on standard output, messages on standard error, whatever they are.

Each command runs in a process of its own, since the streams of this one are pytest's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

pytestmark = pytest.mark.file_only("what is printed is the same for both")

CALLS = {
    "new": ("new NEW", "Made the project NEW.annot."),
    "stats": ("stats p", "2 articles"),
    "check": ("check p", "2 articles and 3 annotations checked: nothing wrong."),
    "backup": ("backup p b.annot", "Backed up to b.annot."),
    "copy": ("copy p c.annot", "Copied 2 articles and 3 annotations to c.annot."),
    "restore": ("restore p r.annot", "Restored p to r.annot."),
    "import": ("import p a.txt", "0 articles imported, 1 already there"),
    "export": ("export p o.jsonl --from ann", "1 article exported with 1 span."),
    "export --check": ("export p o.jsonl --from ann --check", "1 article"),
    "diff": ("diff p p", "1 article in both"),
    "prelabel": ("prelabel p --pipeline rules", "suggestions for 2 articles by rules"),
    "suggest": ("suggest in.jsonl -o out.jsonl --pipeline rules", "in 1 record by rules"),
    "search": ("search p Zürich", "1 article found."),
    "assign": ("assign p --to ann", "2 articles: 2 assigned now; ann 2."),
    "finish": (
        "finish p --begun --annotator ann",
        "1 article marked done for ann, 0 were before.",
    ),
    "people": ("people p", "ann"),
    "people rename": ("people rename p bob ben", "ben"),
    "overlaps": ("overlaps p", "Overlapping spans: none."),
    "control-share": ("control-share p", "Suggestions are hidden in 0 articles (0 %)."),
    "mute": ("mute p", "0 lines muted and 0 unmuted in 2 articles"),
    "stories": ("stories p", "2 articles, 0 compared anew."),
    "plan": ("plan p", "rule: unanimous"),
    "gold": ("gold p --annotators ann bob", "1 article compared between ann, bob: 0 newly gold"),
    "feedback": ("feedback p --for ann", "ann: 0 articles in gold"),
    "agreement": ("agreement p", "1 article finished by two or more annotators"),
    "methods": ("methods p", "The corpus is 2 news articles"),
    "names": ("names p --set Quxtown=LOCATION", "1 name added or changed, 0 removed."),
    "hand-out": ("hand-out p --to eve", "p-eve.annot for eve: 2 articles."),
    "bundle": (
        "bundle p w.annwork",
        "w.annwork holds the work of ann, bob on 2 articles, 3 spans.",
    ),
    "merge": ("merge p other.annot --no-backup", "other.annot: ann: 2 already here."),
    "versions": ("versions p", "0 versions kept aside."),
    "pipelines": ("pipelines", "rules"),
}


def record(text: str, name: str, label: str, status: str) -> bytes:
    span = {"start": 0, "end": 6, "label": label}
    meta = {"status": status}
    return orjson.dumps({"text": text, "spans": [span], "_annotator_id": name, "meta": meta})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project of two articles, one of which ann and bob have finished otherwise."""
    folder = tmp_path_factory.mktemp("made")
    calm, war = "Zürich is calm.", "Rebels took “Quxtown”."
    lines = [
        *(record(war, "ann", "ACTOR", "done"), record(war, "bob", "LOCATION", "done")),
        record(calm, "ann", "LOCATION", "in_progress"),
    ]
    (folder / "work.jsonl").write_bytes(b"\n".join(lines))
    (folder / "a.txt").write_text(calm)
    (folder / "in.jsonl").write_text('{"text": "Rebels took Quxtown."}\n')
    call(folder, "new", "p.annot")
    annotations = ("--as", "annotations", "--named-annotators")
    assert call(folder, "import", "p", "work.jsonl", *annotations).returncode == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The same for one test; ``other.annot`` is a copy of the project."""
    for path in made.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "other.annot").write_bytes((made / "p.annot").read_bytes())
    return tmp_path


def call(
    folder: Path, *arguments: str, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder; ``shell`` is what a shell does with its streams."""
    program = [sys.executable, "-m", "annotator", *arguments]
    if arguments != ("--help",):
        program += ["--config-dir", "config"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))} | environment
    env.pop("COLUMNS", None)
    command = ["bash", "-c", f'"$@" {shell}', "bash", *program] if shell else program
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("name", CALLS)
def test_what_was_asked_for_is_on_standard_output(folder: Path, name: str) -> None:
    line, result = CALLS[name]
    done = call(folder, *line.split())
    assert result in done.stdout.decode()
    assert done.returncode in (0, 1)
    assert result not in done.stderr.decode()


def test_what_was_rejected_is_on_standard_error(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    done = call(folder, "import", "p", "empty.txt", "a.txt")
    assert done.stderr.decode().splitlines() == ["empty.txt: it has no text."]
    assert done.stdout.decode().startswith("0 articles imported, 1 already there")
    assert done.stdout.count(b"\n") == 1


def test_records_stand_alone_on_standard_output(folder: Path) -> None:
    done = call(folder, "export", "p", "-", "--from", "ann")
    assert orjson.loads(done.stdout)["text"].startswith("Rebels")
    assert "1 article exported" in done.stderr.decode()


def test_rows_are_not_folded_where_nobody_sets_a_width(folder: Path) -> None:
    name = "Annalena-" * 8
    call(folder, "people", "rename", "p", "ann", name)
    for command in ("stats", "people"):
        assert name in call(folder, command, "p").stdout.decode()


ENCODINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "line",
    ["search p calm", "stats p", "--help"],
)
def test_any_encoding_of_the_output_will_do(folder: Path, line: str, encoding: str) -> None:
    call(folder, "people", "rename", "p", "bob", "Łukasz 汉")
    done = call(folder, *line.split(), **ENCODINGS[encoding])
    assert done.returncode == 0
    assert done.stdout
    assert b"unexpected" not in done.stderr


def test_what_an_encoding_lacks_is_escaped_and_quotation_marks_become_plain(folder: Path) -> None:
    done = call(folder, "search", "p", "Quxtown", PYTHONIOENCODING="ascii")
    assert b'took "Quxtown"' in done.stdout
    done = call(folder, "search", "p", "calm", PYTHONIOENCODING="ascii")
    assert rb"Z\xfcrich is calm" in done.stdout


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_loses_nothing_in_any_encoding(folder: Path, encoding: str) -> None:
    done = call(folder, "search", "p", "calm", "--json", **ENCODINGS[encoding])
    text = done.stdout.decode("ascii" if encoding == "ascii" else "utf-8")
    assert json.loads(text)["articles"][0]["title"] == "Zürich is calm."


def test_names_of_files_that_are_no_utf8(folder: Path) -> None:
    place = os.fsencode(folder) + b"/caf\xe9.annot"
    named = os.fsdecode(place)
    done = call(folder, "new", named)
    assert b"caf\\xe9.annot." in done.stdout
    assert os.path.exists(place)
    done = call(
        folder, "copy", named, os.fsdecode(os.fsencode(folder) + b"/th\xe9.annot"), "--json"
    )
    assert json.loads(done.stdout)["project"].endswith("th\udce9.annot")


@pytest.mark.parametrize("line", ["stats p", "diff p other", "--help"])
def test_who_reads_may_stop_reading(folder: Path, line: str) -> None:
    done = call(folder, *line.split(), shell="| true")
    assert done.stderr == b""


@pytest.mark.parametrize("line", ["stats p", "stats p --json", "export p - --from ann", "--help"])
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs the device that is full")
def test_a_full_device_is_one_sentence(folder: Path, line: str) -> None:
    done = call(folder, *line.split(), shell="> /dev/full")
    assert done.returncode == 1
    (sentence,) = [text for text in done.stderr.decode().splitlines() if "exported" not in text]
    assert sentence == (
        "Standard output cannot be written to (No space left on device); the report is not whole."
    )


@pytest.mark.parametrize("shell", [">&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_a_closed_stream_takes_nothing_and_harms_nothing(folder: Path, shell: str) -> None:
    (folder / "new.txt").write_text("Kabul is calm.")
    assert call(folder, "import", "p", "new.txt", "missing.txt", shell=shell).returncode == 1
    assert call(folder, "stats", "p", "--json", shell=shell).returncode == 0
    done = call(folder, "check", "p", "--json")
    assert orjson.loads(done.stdout)["articles"] == 3
    assert orjson.loads(done.stdout)["ok"]


def test_what_is_written_has_the_ending_of_its_kind_and_that_is_said(folder: Path) -> None:
    targets = {
        "news.2024": ("new news.2024", "Made the project news.2024.annot."),
        "copy.2024": ("copy p copy.2024", "to copy.2024.annot."),
        "backup.1.0": ("backup p backup.1.0", "Backed up to backup.1.0.annot."),
        "again.bak": ("restore p again.bak", "Restored p to again.bak.annot."),
    }
    (folder / "copy.2024").mkdir()  # a folder of that name is no project
    for name, (line, said) in targets.items():
        assert said in call(folder, *line.split()).stdout.decode()
        assert (folder / f"{name}.annot").is_file()
        assert not (folder / name).is_file()
    assert "work.v1.annwork holds" in call(folder, "bundle", "p", "work.v1").stdout.decode()
    assert call(folder, "stats", "news.2024").returncode == 0
