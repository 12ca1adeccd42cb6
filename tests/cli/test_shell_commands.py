"""Completion in real shells, and the manual page as ``man`` reads it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program_commands import commands, options

from annotator.cli.shell_commands import page

pytestmark = pytest.mark.file_only("has no project")

ASKED = {
    "ex": "export",
    "export p out --form": "--format",
    "export p out --format conll-b": "conll-bilou",
    "gold p --finished-by a": "all",
}
BASH = """
eval "$(annotator completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
_annotator_completion annotator
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u; eval "$(annotator completion zsh)"'
zpty -w shell 'echo read''y'
zpty -r -m shell seen '*ready*'
zpty -w -n shell "$1"$'\\t'
zpty -w shell "; echo do''ne"
zpty -r -m shell seen '*done*'
print -r -- "$seen"
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of a shell in which the program is called ``annotator``."""
    program = tmp_path / "annotator"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m annotator "$@"\n')
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    where = os.pathsep.join(map(os.path.abspath, sys.path))
    return os.environ | {"PATH": path, "PYTHONPATH": where, "HOME": str(tmp_path)}


def shell(name: str, environment: dict[str, str], *arguments: str) -> str:
    """What a shell prints; the test is left out where there is none."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    done = subprocess.run(
        [name, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.parametrize("typed", ASKED)
def test_bash_completes(environment: dict[str, str], typed: str) -> None:
    answer = shell("bash", environment, "-c", BASH, "bash", "annotator", *typed.split())
    assert ASKED[typed] in answer.splitlines()


@pytest.mark.parametrize("typed", ASKED)
def test_fish_completes(environment: dict[str, str], typed: str) -> None:
    script = f'annotator completion fish | source; complete -C "annotator {typed}"'
    answer = shell("fish", environment, "-c", script)
    assert ASKED[typed] in [line.split("\t")[0] for line in answer.splitlines()]


@pytest.mark.parametrize("typed", ["ex", "export p out --form"])
def test_zsh_completes(environment: dict[str, str], typed: str) -> None:
    answer = shell("zsh", environment, "-f", "-c", ZSH, "zsh", f"annotator {typed}")
    assert ASKED[typed] in answer


@pytest.mark.parametrize("which", ["made now", "shipped"])
def test_the_manual_has_every_command_and_option(which: str) -> None:
    """Where the shipped one has not: ``annotator man > docs/annotator.1``."""
    shipped = Path(__file__).parents[2] / "docs" / "annotator.1"
    lines = page() if which == "made now" else shipped.read_text(encoding="utf-8").splitlines()
    text = "\n".join(lines).replace("\\-", "-")
    parts = re.split(r'^\.SS "annotator ([\w-]+)', text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(sections) == list(commands())
    for name, option in options():
        assert re.search(rf"{option}(?![\w-])", sections[name]), (name, option)


def test_man_reads_it_without_a_warning(tmp_path: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("no man here")
    (tmp_path / "annotator.1").write_text("\n".join(page()), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(tmp_path / "annotator.1")],
        env=os.environ | {"MANWIDTH": "80", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    plain = re.sub(r".\x08", "", done.stdout)
    assert "--finished-by" in plain
    assert "What “dozens”, “scores” and “hundreds” count as" in plain
