"""What ``--json`` prints is what docs/json.md says, for every command that has it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from making import make_project
from program_commands import commands

from annotator.cli.app import run
from annotator.operations.reviewing.feedback import CSV_COLUMNS

pytestmark = pytest.mark.file_only("what is printed is the same for both")

TEXT = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
ANY_NAME = re.compile(r"<.+>")
MORE = {"export", "export --check", "import --dry-run"}
"""The page names some of their keys, and where the others are."""

CALLS = {
    "stats": ["stats p"],
    "check": ["overlaps p any", "check p"],
    "backup": ["backup p b"],
    "copy": ["copy p c"],
    "restore": ["backup p b", "restore b p --force"],
    "new": ["new n"],
    "import": ["import p work.jsonl none.txt bad.txt --as annotations --named-annotators"],
    "import --dry-run": ["import p work.jsonl --dry-run"],
    "export": ["export p o.jsonl --from ann"],
    "export --check": ["export p o.jsonl --from ann --check"],
    "diff": ["export p o.jsonl --from ann", "export p q.jsonl --from bob", "diff o.jsonl q.jsonl"],
    "prelabel": ["prelabel p --pipeline rules"],
    "suggest": ["suggest in.jsonl -o out.jsonl --pipeline rules"],
    "pipelines": ["pipelines"],
    "search": ["search p Rebels"],
    "assign": ["assign p --annotator eve"],
    "finish": ["finish p --begun --annotator ann"],
    "people": ["people p"],
    "overlaps": ["overlaps p --label ACTOR=any"],
    "control-share": ["control-share p"],
    "mute": ["mute p"],
    "stories": ["stories p"],
    "evaluate": ["export p o.jsonl --from ann", "evaluate o.jsonl --pipeline rules"],
    "plan": ["plan p"],
    "gold": ["gold p --annotator ann,bob"],
    "feedback": ["gold p --annotator ann,bob", "feedback p --annotator ann"],
    "send-back": ["SEND"],
    "send-back: list": ["SEND", "send-back p"],
    "agreement": ["agreement p"],
    "methods": ["methods p"],
    "names": ["names p --set Quxtown=LOCATION"],
    "labels": ["labels p"],
    "guidelines": ["guidelines p"],
    "hand-out": ["hand-out p --annotator eve"],
    "bundle": ["bundle p w"],
    "merge": ["bundle p w", "new n", "merge n w.annwork"],
    "versions": ["versions p"],
}


def shapes() -> dict[str, list[Any]]:
    """The shapes of the page, by the heading or the name in backticks that they follow."""
    found: dict[str, list[Any]] = {}
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        name = heading.strip()
        for block in re.finditer(r"(?:^    .*\n)+", body, flags=re.MULTILINE):
            if name == "shapes":
                name_of = re.findall(r"^`(\w+)`", body[: block.start()], flags=re.MULTILINE)[-1]
            else:
                name_of = name
            found.setdefault(name_of, []).append(json.loads(block[0]))
    return found


SHAPES = shapes()


def wrong(value: Any, shape: Any, at: str) -> list[str]:
    """What of a value is not as its shape says, with its place."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{at}: no object"]
        missing = [key for key in shape if not ANY_NAME.fullmatch(key) and key not in value]
        faults = [f"{at}.{key}: missing" for key in missing]
        for key, item in value.items():
            named = shape.get(key) or next(
                (s for k, s in shape.items() if ANY_NAME.fullmatch(k)), None
            )
            faults += wrong(item, named, f"{at}.{key}") if named is not None else []
        return faults
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: no list"]
        return [
            fault for n, item in enumerate(value) for fault in wrong(item, shape[0], f"{at}[{n}]")
        ]
    if shape.endswith(" or null"):
        return [] if value is None else wrong(value, shape.removesuffix(" or null"), at)
    if shape in SHAPES and shape not in CALLS:
        return wrong(value, SHAPES[shape][0], at)
    return [] if is_a(value, shape) else [f"{at}: {value!r} is no {shape}"]


def is_a(value: Any, kind: str) -> bool:
    """Whether a value is of a simple kind."""
    if kind == "any":
        return True
    if kind == "true or false":
        return isinstance(value, bool)
    if kind in ("count", "number"):
        kinds = int if kind == "count" else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool)
    if kind == "time":
        return datetime.fromisoformat(value).tzinfo is not None
    if kind == "day":
        return bool(date.fromisoformat(value))
    assert kind == "text", f"docs/json.md has no kind {kind}"
    return isinstance(value, str)


def record(text: str, name: str, status: str, *spans: tuple[int, int, str]) -> bytes:
    return orjson.dumps(
        {
            "text": text,
            "spans": [{"start": a, "end": b, "label": label} for a, b, label in spans],
            "_annotator_id": name,
            "meta": {"status": status, "published": "2024-01-02", "source": "BBC"},
        }
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder with a project in which ann and bob differ, with overlapping spans."""
    monkeypatch.chdir(tmp_path)
    war, calm = "Rebels took Quxtown and killed 20 soldiers.", "Zürich is calm."
    lines = [
        record(war, "ann", "done", (0, 6, "ACTOR"), (31, 33, "FIGURE"), (0, 11, "ACTOR")),
        record(war, "bob", "done", (0, 6, "LOCATION"), (12, 19, "LOCATION")),
        record(calm, "ann", "in_progress", (0, 6, "LOCATION")),
    ]
    Path("work.jsonl").write_bytes(b"\n".join(lines))
    Path("in.jsonl").write_text('{"text": "Rebels took Quxtown."}\n')
    Path("bad.txt").write_bytes("Caf\u00e9 d\u00e2\u20ac\u2122or.".encode())
    make_project(Path("p.annot"), []).close()
    call("overlaps p any")
    call("import p work.jsonl --as annotations --named-annotators")
    call("overlaps p none")
    return tmp_path


def call(line: str) -> int:
    return run([*line.split(), "--config-dir", "config", "--json"])


@pytest.mark.parametrize("name", CALLS)
def test_a_report_is_as_the_page_says(
    project: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    call("search p Rebels")
    uid = orjson.loads(capfd.readouterr().out.splitlines()[-1])["articles"][0]["id"]
    for line in CALLS[name]:
        capfd.readouterr()
        status = call(line.replace("SEND", f"send-back p {uid} --annotator ann,bob"))
        assert status in (0, 1), capfd.readouterr().err
    out = capfd.readouterr().out
    assert out.count("\n") == 1
    report = orjson.loads(out)
    command = name.partition(" --")[0].partition(":")[0]
    shape = SHAPES[command][-1 if name in ("export --check", "send-back: list") else 0]
    assert wrong(report, shape, command) == []
    if name not in MORE:
        assert set(report) <= set(shape), "keys that the page does not name"


def test_every_command_with_the_option_is_on_the_page() -> None:
    with_json = [
        name
        for name, command in commands().items()
        if any("--json" in parameter.opts for parameter in command.params)
    ]
    assert [name for name in with_json if name not in SHAPES] == []
    assert [name for name in with_json if name not in CALLS] == ["server-roles"]


def test_feedback_has_the_columns_of_its_table_with_offsets_as_numbers() -> None:
    (difference,) = SHAPES["feedback"][0]["differences"]
    assert set(CSV_COLUMNS) <= set(difference)
    assert (difference["start"], difference["end"]) == ("count", "count")
