"""The house keeps its shape: what may import what, and how large a room may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from annotator.ui.rooms import ROOMS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "annotator"
FILES = sorted(PACKAGE.rglob("*.py"))
MAY_PRINT = ("cli/", "ui/start.py", "nlp/training/")
# Longer than 400 lines, with the reason.
LONG = {"store/file/migrations/versions/0001_the_first_tables.py": "spells out every table"}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """The modules and names a file imports, dotted."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_run_downwards_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_room_is_known_to_another_or_to_the_shell() -> None:
    """The contracts name the rooms of today; this goes through whatever `ui/rooms.py` lists."""
    graph = grimp.build_graph("annotator", exclude_type_checking_imports=False, cache_dir=None)
    rooms = {room.__module__.rpartition(".")[0] for room in ROOMS}
    assert len(rooms) == len(ROOMS)
    shared = {"annotator.ui.shell", "annotator.ui.document_view", "annotator.ui.look"}
    known = [
        (other, room)
        for room in rooms
        for other in (rooms | shared) - {room}
        if graph.chain_exists(other, room, as_packages=True)
    ]
    assert known == []


def test_no_two_modules_import_each_other_not_even_for_types() -> None:
    graph = grimp.build_graph("annotator", exclude_type_checking_imports=False, cache_dir=None)
    sorter = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    sorter.prepare()  # raises CycleError with the modules of a circle


def test_every_module_says_what_it_is_for() -> None:
    filled = [path for path in FILES if path.read_text(encoding="utf-8").strip()]
    assert [name(path) for path in filled if not ast.get_docstring(tree(path))] == []


def test_widgets_live_below_ui_only() -> None:
    users = [path for path in FILES if any("QtWidgets" in module for module in imported(path))]
    assert [name(path) for path in users if not name(path).startswith("ui/")] == []
    assert users


def test_only_the_command_line_prints() -> None:
    printing = [path for path in FILES if any(map(_is_print, ast.walk(tree(path))))]
    assert [name(path) for path in printing if not name(path).startswith(MAY_PRINT)] == []


def _is_print(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "print"


def test_no_file_grows_over_400_lines_without_a_reason() -> None:
    long = {
        name(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400
    }
    assert long == set(LONG)


def test_projects_are_changed_through_a_workspace_only() -> None:
    """So whoever changes one announces it, and nothing that takes a Project alone changes it."""
    doors = {name(path) for path in FILES if any(map(_is_door, ast.walk(tree(path))))}
    assert {door for door in doors if not door.startswith("store/")} == {"workspace.py"}


def _is_door(node: ast.AST) -> bool:
    is_door = isinstance(node, ast.Attribute) and node.attr == "writing"
    return is_door and ast.unparse(node.value).endswith("project")  # type: ignore[attr-defined]


def test_nothing_is_unpickled() -> None:
    modules = {module.split(".")[0] for path in FILES for module in imported(path)}
    assert not {"pickle", "marshal", "shelve", "dill"} & modules


def test_qt_positions_exist_in_the_reading_surface_only() -> None:
    outside = [
        name(path)
        for path in FILES
        if "qt_pos" in path.read_text(encoding="utf-8")
        and not name(path).startswith("ui/document_view/")
    ]
    assert outside == []
