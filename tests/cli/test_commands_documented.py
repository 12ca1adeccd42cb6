"""The documentation of the commands names every one of them and every option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from annotator.cli.app import make_app
from annotator.formats.readers import READERS

DOCS = Path(__file__).parents[2] / "docs"
# Told once for all commands.
SHARED = {"--help", "--json", "--config-dir", "--annotator", "--me"}


def sections() -> dict[str, str]:
    """The text under each heading of the second level, by heading."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands() -> dict[str, typer.core.TyperCommand]:
    """The commands that are shown; names they had before are not."""
    group = typer.main.get_command(make_app())
    shown = group.commands.items()  # type: ignore[attr-defined]
    return {name: command for name, command in shown if not command.hidden}


def options() -> Iterator[tuple[str, str]]:
    for name, command in commands().items():
        for parameter in command.params:
            if getattr(parameter, "hidden", False):
                continue  # what it was called before
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("-") and option not in SHARED:
                    yield name, option


def test_the_commands_are_the_documented_ones() -> None:
    documented = [name for name in sections() if name != "What all commands keep to"]
    assert sorted(documented) == sorted(commands())


@pytest.mark.parametrize(("command", "option"), sorted(options()))
def test_an_option_is_documented_with_its_command(command: str, option: str) -> None:
    assert re.search(rf"`(?:[^`]*[ `])?{option}(?![\w-])", sections()[command])


@pytest.mark.parametrize("option", sorted(SHARED))
def test_a_shared_option_is_documented(option: str) -> None:
    assert re.search(rf"`[^`]*{option}", (DOCS / "commands.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", READERS)
def test_a_kind_of_file_is_documented(name: str) -> None:
    pages = [(DOCS / page).read_text(encoding="utf-8") for page in ("commands.md", "formats.md")]
    assert any(f"`{name}`" in page for page in pages)


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in ("commands.md", "formats.md"):
        text = (DOCS / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert (DOCS / target).exists(), target
