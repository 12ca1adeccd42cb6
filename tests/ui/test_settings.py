"""What the window remembers, whatever has become of its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.ui.shell.settings import Settings


def test_what_is_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path).set("size_px", 20)
    assert Settings(tmp_path).get("size_px", 16) == 20


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings(tmp_path / "new").get("size_px", 16) == 16


@pytest.mark.parametrize("content", [b"{broken", b"", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_is_put_aside_and_the_defaults_hold(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.get("size_px", 16) == 16
    assert (tmp_path / "settings.bad").read_bytes() == content
    settings.set("size_px", 20)
    assert Settings(tmp_path).get("size_px", 16) == 20


def test_a_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for content in ("{one", "{two"):
        (tmp_path / "settings.json").write_text(content)
        Settings(tmp_path)
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"settings.bad": "{one", "settings-2.bad": "{two"}


def test_a_value_of_another_kind_gives_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"size_px": "20", "keys": [1]}))
    settings = Settings(tmp_path)
    assert settings.get("size_px", 16) == 16
    assert settings.get("keys", {}) == {}


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"future": {"a": 1}}))
    Settings(tmp_path).set("size_px", 20)
    assert json.loads((tmp_path / "settings.json").read_text())["future"] == {"a": 1}


def test_the_last_article_is_remembered_by_project_for_the_last_fifty(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for number in range(60):
        settings.set_last_article(f"p{number}", number)
    again = Settings(tmp_path)
    assert again.last_article("p59") == 59
    assert again.last_article("p9") is None
    assert len(json.loads((tmp_path / "settings.json").read_text())["articles"]) == 50


def test_settings_that_cannot_be_written_do_no_harm(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    (tmp_path / "settings.json").mkdir()
    settings.set("size_px", 20)
    assert settings.get("size_px", 16) == 20


def test_no_draft_is_left_behind(tmp_path: Path) -> None:
    Settings(tmp_path).set("size_px", 20)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
