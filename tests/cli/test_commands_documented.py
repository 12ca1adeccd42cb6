"""The documentation of the commands names every one of them and every option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from program_commands import SHARED, commands, options

from annotator.formats.readers import READERS

DOCS = Path(__file__).parents[2] / "docs"


def sections() -> dict[str, str]:
    """The text under each heading of the second level, by heading."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


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
