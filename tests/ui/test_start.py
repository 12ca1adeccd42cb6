"""What cannot become a window ends in one sentence with status 2; Qt neither aborts nor hangs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotator.__main__ import COMMANDS
from annotator.domain.errors import InputError
from annotator.ui.start import read
from annotator.ui.startup.libraries import package_of

IN_ONE_PROCESS = """
import sys
import annotator.__main__ as program
print(program.start(sys.argv[1:]), "PySide6" in sys.modules)
"""
QT = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")


def python(*arguments: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python as a person without a desktop does."""
    plain = {name: value for name, value in os.environ.items() if name not in QT}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=plain | more,
    )


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., str]:
    """Start the program where it can show no window; gives the sentence it ends with."""

    def call(*arguments: str | Path, **environment: str) -> str:
        options = ("--config-dir", tmp_path / "config")
        done = python("-m", "annotator", *arguments, *options, cwd=tmp_path, **environment)
        assert (done.returncode, done.stdout) == (2, "")
        (sentence,) = done.stderr.splitlines()
        return sentence

    return call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["statz"], "did you mean “annotator stats”?"),
        (["STATZ"], "did you mean “annotator stats”?"),
        (["help"], "did you mean “annotator --help”?"),
        (["exprot", "p.annot", "out", "--format", "spacy"], "did you mean “annotator export”?"),
        (["xyzzy"], "no project and no command “xyzzy”; see “annotator --help”."),
        (["--", "stats"], "no project and no command “stats”"),
        (["nothere.annot"], "There is no project at nothere.annot; make one with"),
        (["./statz"], "There is no project at statz"),
        (["x" * 300], "cannot be opened: File name too long"),
        (["--nonsense"], "does not know what “--nonsense” means"),
        (["--theme", "pink"], "invalid choice: 'pink'"),
    ],
    ids=str,
)
def test_what_is_no_project_and_no_command_is_said_without_loading_qt(
    tmp_path: Path, arguments: Sequence[str], said: str
) -> None:
    done = python("-c", IN_ONE_PROCESS, *arguments, cwd=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert done.stdout.split() == ["2", "False"]
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_stands_behind_a_project_is_not_passed_over(project_path: Path) -> None:
    with pytest.raises(InputError, match="“stats” means"):
        read([str(project_path), "stats"], commands=COMMANDS)


def test_a_project_is_found_without_its_suffix(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_path.parent)
    assert read(["small"], commands=COMMANDS).project == str(project_path)


def test_the_folder_of_the_settings_is_known_with_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wish = read(["--config-dir", "config"], commands=COMMANDS)
    assert wish.config_dir == tmp_path / "config"


# Displays

NOBODY = ":64000"  # no X server has such a number


def test_without_a_display_there_is_a_sentence(
    start: Callable[..., str], project_path: Path
) -> None:
    assert "There is no display to show the window on" in start(project_path)


def test_without_anything_to_open_it_is_the_same(start: Callable[..., str]) -> None:
    assert "There is no display to show the window on" in start()


def test_a_display_that_does_not_answer_is_named(
    start: Callable[..., str], project_path: Path
) -> None:
    assert f"The display “{NOBODY}” cannot be reached" in start(project_path, DISPLAY=NOBODY)


def test_a_platform_that_qt_does_not_have_is_named(
    start: Callable[..., str], project_path: Path
) -> None:
    said = start(project_path, QT_QPA_PLATFORM="nosuch")
    assert "no platform “nosuch”" in said


def test_what_else_keeps_qt_from_starting_is_quoted(
    start: Callable[..., str], project_path: Path
) -> None:
    said = start(project_path, QT_QPA_PLATFORM="eglfs", QT_QPA_EGLFS_INTEGRATION="nosuch")
    assert said.startswith("The window cannot be shown: Qt says “")


# Libraries of the system


@pytest.fixture
def without(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A PySide6 one file of which needs a library that no system has."""

    def make(file: str, needed: str, instead: str) -> Path:
        spec = find_spec("PySide6")
        assert spec is not None
        assert spec.origin is not None
        packages = tmp_path / "packages"
        shutil.copytree(
            Path(spec.origin).parent,
            packages / "PySide6",
            copy_function=os.symlink,
            ignore=shutil.ignore_patterns("qml", "translations", "*.pyi", "include"),
        )
        there = packages / "PySide6" / file
        content = there.read_bytes()
        there.unlink()
        assert len(needed) == len(instead)
        assert needed.encode() in content
        there.write_bytes(content.replace(needed.encode(), instead.encode()))
        return packages

    return make


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are called so on Linux")
@pytest.mark.parametrize(
    ("file", "needed", "instead", "package"),
    [
        ("Qt/lib/libQt6Core.so.6", "libglib-2.0.so.0", "libglob-2.0.so.0", "libglob-2.0-0"),
        ("Qt/lib/libQt6Gui.so.6", "libEGL.so.1", "libNOX.so.1", "libnox1"),
        (
            *("Qt/plugins/platforms/libqxcb.so", "libxcb-cursor.so.0"),
            *("libxcb-ghosts.so.0", "libxcb-ghosts0"),
        ),
    ],
)
def test_a_library_that_is_lacking_is_named_with_its_package(
    start: Callable[..., str],
    without: Callable[[str, str, str], Path],
    project_path: Path,
    file: str,
    needed: str,
    instead: str,
    package: str,
) -> None:
    packages = without(file, needed, instead)
    said = start(project_path, PYTHONPATH=str(packages), DISPLAY=NOBODY)
    assert f"The window needs {instead}, which this system lacks" in said
    assert f"“sudo apt install {package}”" in said


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="needs Debian's dpkg")
def test_packages_are_called_as_debian_calls_them() -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    names = ("Core", "Gui", "Widgets", "DBus", "XcbQpa")
    files = [folder / f"Qt/lib/libQt6{name}.so.6" for name in names]
    own = b"".join(file.read_bytes() for file in files)
    told = subprocess.run(["ldd", *map(str, files)], capture_output=True, text=True, check=True)
    found = set(re.findall(r"^\s*(lib\S+\.so[.\d]*) => (\S+)", told.stdout, re.MULTILINE))
    checked = 0
    for soname, place in found:
        owner = subprocess.run(["dpkg", "-S", os.path.realpath(place)], capture_output=True)
        if owner.returncode == 0 and soname.encode() in own:
            name = owner.stdout.decode().split(":")[0]
            assert package_of(soname) == name.removesuffix("t64"), soname
            checked += 1
    assert checked > 20
