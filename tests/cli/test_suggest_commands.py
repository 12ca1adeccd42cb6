"""The commands that suggest: streams of records, whole projects, and the list of pipelines."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any, TypeAlias

import pytest

from annotator.cli.app import run

pytestmark = pytest.mark.file_only("no project is needed here")

OBEDIENT = "fake_suggesters:obedient"
Lines: TypeAlias = "list[dict[str, Any]]"


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Makes an input file of texts, records or ready lines."""

    def write(*lines: str | dict[str, Any] | bytes) -> Path:
        path = tmp_path / "in.jsonl"
        path.write_bytes(b"".join(_line(line) + b"\n" for line in lines))
        return path

    return write


def _line(line: str | dict[str, Any] | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    record = {"text": line} if isinstance(line, str) else line
    return json.dumps(record, ensure_ascii=False).encode()


Source: TypeAlias = Callable[..., Path]


def suggest(path: Path, out: Path, *more: str, pipeline: str = OBEDIENT) -> int:
    return run(["suggest", str(path), "-o", str(out), "--pipeline", pipeline, *more])


def read(path: Path) -> Lines:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_records_come_out_in_order_with_their_spans(source: Source, tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(300)]
    suggest(source(*texts), tmp_path / "out.jsonl", "--jobs", "2")
    found = read(tmp_path / "out.jsonl")
    assert [record["text"] for record in found] == texts
    assert [record["spans"][0]["end"] for record in found] == [len(text) for text in texts]


def test_a_span_says_where_what_and_who(source: Source, tmp_path: Path) -> None:
    suggest(source("Kabul"), tmp_path / "out.jsonl")
    assert read(tmp_path / "out.jsonl")[0]["spans"] == [
        {"start": 0, "end": 5, "label": "ACTOR", "text": "Kabul", "source": "obedient"}
    ]


def test_figures_carry_their_value(source: Source, tmp_path: Path) -> None:
    suggest(source("More than 3,000 fled."), tmp_path / "out.jsonl", pipeline="rules")
    figure = read(tmp_path / "out.jsonl")[0]["spans"][0]["figure"]
    assert (figure["qualifier"], figure["low"], figure["high"]) == ("more_than", 3000, None)


def test_a_policy_gives_vague_words_numbers(source: Source, tmp_path: Path) -> None:
    path = source("Dozens of people fled.")
    suggest(path, tmp_path / "out.jsonl", "--policy", "acled", pipeline="rules")
    assert read(tmp_path / "out.jsonl")[0]["spans"][0]["figure"]["best"] == 12


def test_unknown_keys_keep_their_place_and_value(source: Source, tmp_path: Path) -> None:
    record = {"z": [1, {"y": None}], "text": "news", "a": 2.5, "meta": {"id": "é"}}
    suggest(source(record), tmp_path / "out.jsonl")
    found = read(tmp_path / "out.jsonl")[0]
    assert list(found) == ["z", "text", "a", "meta", "spans"]
    assert {key: found[key] for key in record} == record


def test_spans_name_the_tokens_of_a_record_that_has_some(source: Source, tmp_path: Path) -> None:
    tokens = [{"start": 0, "end": 2, "id": 0}, {"start": 3, "end": 7, "id": 1}]
    suggest(source({"text": "go news", "tokens": tokens}), tmp_path / "out.jsonl")
    (span,) = read(tmp_path / "out.jsonl")[0]["spans"]
    assert (span["token_start"], span["token_end"]) == (0, 1)


def test_offsets_are_code_points_of_the_text_as_given(source: Source, tmp_path: Path) -> None:
    text = "\ufeff👩‍👩‍👧\r\n\r\nFighting in Kabul\u2028and Kunduz."
    suggest(source(text), tmp_path / "out.jsonl", pipeline="rules")
    spans = read(tmp_path / "out.jsonl")[0]["spans"]
    assert [text[span["start"] : span["end"]] for span in spans] == ["Kabul", "Kunduz"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "it is not JSON"),
        (b'{"text": "\xff"}', "it is not UTF-8"),
        (b'{"nothing": 1}', "it has no “text” with words in it"),
        (b'{"text": 5}', "it has no “text” with words in it"),
        (b"[1]", "it is not a JSON object"),
        (b'{"text": "\\ud83d"}', "it holds half a character"),
        (b'{"text": "a", "n": NaN}', "NaN is not a number that JSON knows"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(
    source: Source, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, reason: str
) -> None:
    status = suggest(source("one", line, "three"), tmp_path / "out.jsonl")
    assert status == 1
    assert f"in.jsonl, line 2: {reason}" in capsys.readouterr().err
    assert [record["text"] for record in read(tmp_path / "out.jsonl")] == ["one", "three"]


def test_blank_lines_are_passed_over(source: Source, tmp_path: Path) -> None:
    assert suggest(source("one", b"", b"  ", "two"), tmp_path / "out.jsonl") == 0
    assert len(read(tmp_path / "out.jsonl")) == 2


def test_an_empty_text_has_no_spans(source: Source, tmp_path: Path) -> None:
    assert suggest(source(""), tmp_path / "out.jsonl") == 0
    assert read(tmp_path / "out.jsonl") == [{"text": "", "spans": []}]


@pytest.mark.crash
def test_a_text_that_kills_comes_out_without_spans_and_is_named(
    source: Source, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = suggest(source("one", {"text": "die", "spans": []}, "three"), tmp_path / "out.jsonl")
    assert status == 1
    assert "line 2: The suggestion process was ended by SIGKILL" in capsys.readouterr().err
    assert ["spans" in record for record in read(tmp_path / "out.jsonl")] == [True, False, True]


def test_an_exception_in_a_suggester_is_one_sentence(
    source: Source, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    suggest(source("one", "raise"), tmp_path / "out.jsonl")
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].endswith("line 2: The suggester obedient stumbled over the text (ValueError).")


def test_spans_that_came_along_are_replaced_and_that_is_said(
    source: Source, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {"start": 0, "end": 1, "label": "OLD"}
    suggest(source({"text": "news", "spans": [old]}), tmp_path / "out.jsonl")
    assert [span["label"] for span in read(tmp_path / "out.jsonl")[0]["spans"]] == ["ACTOR"]
    assert "The spans that came with 1 record were replaced." in capsys.readouterr().err


def test_standard_input_and_output_make_a_filter(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "news"}\n')))
    assert run(["suggest", "--pipeline", OBEDIENT]) == 0
    assert json.loads(capfdbinary.readouterr().out)["spans"][0]["end"] == 4


def test_each_line_is_answered_while_the_pipe_stays_open() -> None:
    command = subprocess.Popen(
        [sys.executable, "-m", "annotator", "suggest", "--pipeline", OBEDIENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert command.stdin is not None
    assert command.stdout is not None
    answers: Queue[bytes] = Queue()
    stdout = command.stdout
    threading.Thread(target=lambda: [answers.put(line) for line in stdout], daemon=True).start()
    try:
        for text in ("one", "two", "three"):
            command.stdin.write(_line(text) + b"\n")
            command.stdin.flush()
            # Only a program that waits for more makes this raise.
            assert json.loads(answers.get(timeout=60))["text"] == text
    finally:
        command.stdin.close()
    assert command.wait() == 0


def test_the_report_is_one_json_object(
    source: Source, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    suggest(source("news", b"{"), tmp_path / "out.jsonl", "--json")
    report = json.loads(capfdbinary.readouterr().out)
    assert (report["records"], report["spans"], report["problems"]) == (1, 1, 1)


def test_a_missing_file_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert suggest(tmp_path / "none.jsonl", tmp_path / "out.jsonl") == 2
    assert capsys.readouterr().err.endswith("cannot be read: No such file or directory.\n")


def test_a_pipeline_that_is_not_there_cannot_run(source: Source, tmp_path: Path) -> None:
    assert suggest(source("news"), tmp_path / "out.jsonl", pipeline="none_such") == 2
    assert not (tmp_path / "out.jsonl").exists()


def test_a_stopped_run_is_taken_up_where_it_was(source: Source, tmp_path: Path) -> None:
    path = source(*[f"text {number}" for number in range(20)])
    suggest(path, tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    # Half a line at the end, as a kill may leave it.
    (tmp_path / "out.jsonl.part").write_bytes(whole[: len(whole) // 2])
    assert suggest(path, tmp_path / "out.jsonl", "--resume") == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_taking_up_computes_only_what_is_missing(
    source: Source, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = source("one", "two", "three")
    (tmp_path / "out.jsonl").write_text('{"text":"one","spans":[],"mine":true}\n')
    suggest(path, tmp_path / "out.jsonl", "--resume", "--json")
    report = json.loads(capfdbinary.readouterr().out)
    assert (report["resumed"], report["records"]) == (1, 2)
    assert read(tmp_path / "out.jsonl")[0]["mine"] is True


@pytest.mark.parametrize("other", ['{"text":"other"}\n', '{"text":"one"}\n' * 4, "no record\n"])
def test_the_output_of_another_input_is_refused_untouched(
    source: Source, tmp_path: Path, other: str
) -> None:
    (tmp_path / "out.jsonl").write_text(other)
    assert suggest(source("one"), tmp_path / "out.jsonl", "--resume") == 2
    assert (tmp_path / "out.jsonl").read_text() == other


def test_a_new_run_does_not_destroy_a_stopped_one(source: Source, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.part").write_text('{"text":"one"}\n')
    assert suggest(source("one"), tmp_path / "out.jsonl") == 2
    assert (tmp_path / "out.jsonl.part").read_text() == '{"text":"one"}\n'


def test_ctrl_c_keeps_what_is_written_and_leaves_no_process(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # The first batch is full: the second one, which hangs, is read while it is written.
    records = [{"text": "x" * 70_000}, {"text": f"hang {pipe}"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
    search = os.pathsep.join(sys.path)
    arguments = ["suggest", "in.jsonl", "-o", "out.jsonl", "--pipeline", OBEDIENT]
    command = subprocess.Popen(
        [sys.executable, "-m", "annotator", *arguments],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": search},
        start_new_session=True,
        # Whoever runs the tests in the background hands down a deaf ear to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with pipe.open():
        pass
    part = tmp_path / "out.jsonl.part"
    while not (part.exists() and part.read_bytes().endswith(b"\n")):
        assert command.poll() is None
        time.sleep(0.01)
    os.killpg(command.pid, signal.SIGINT)
    # The stream of errors ends when the last process that holds it has ended.
    said = command.communicate()[1]
    assert command.returncode == 130
    assert "Traceback" not in said
    assert [len(record["text"]) for record in read(part)] == [70_000]


def test_pipelines_lists_the_rules_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pipelines"]) == 0
    assert "rules" in capsys.readouterr().out


def test_pipelines_lists_them_for_scripts(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["pipelines", "--json"])
    report = json.loads(capfdbinary.readouterr().out)
    by_name = {entry["name"]: entry for entry in report["pipelines"]}
    assert report["default"] in by_name
    assert by_name["rules"]["labels"] == ["ACTOR", "FIGURE", "LOCATION"]


def test_a_run_refused_before_it_wrote_leaves_nothing_behind(
    source: Source, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = source("one"), tmp_path / "out.jsonl"
    for _ in range(2):
        assert suggest(file, out, pipeline=str(tmp_path / "nowhere")) == 2
        assert "There is no pipeline directory" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]
