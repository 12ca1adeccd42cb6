"""Breaks one line at a time in a copy of the program and sees whether a test notices.

    python tests/mutation.py [ROOM …] [--mutants N] [--seed N] [--out docs/mutation.md]

A sample of N mutants for each room, each run against the tests that import its module and, if those
stay green, against all tests of its room. By hand, not in CI. mutmut 3.8 was tried: it runs mutants
in forks of one process, which windows and servers do not outlive, takes no sample, and leaves out
no guard, which is what went unnoticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("annotator", "tests", "resources", "seeds", "docs", "pyproject.toml", "README.md")
# Where the code of a room is, and the tests that are to notice.
ROOMS = {
    "domain": (["annotator/domain"], ["tests/domain"]),
    "operations": (["annotator/operations"], ["tests/operations"]),
    "edits": (["annotator/store/edits.py"], ["tests/store", "tests/operations/test_annotate.py"]),
    "merging": (["annotator/store/merging"], ["tests/store", "tests/operations"]),
    "document_view": (["annotator/ui/document_view"], ["tests/ui"]),
}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
HANGS = 20  # times as long as the untouched program and a minute: an endless loop, so noticed


@dataclass(frozen=True)
class Mutant:
    """One change of a file: what stands at ``[start, end)`` becomes ``new``."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line} `{old[:70]}` became `{new[:70]}`"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change that can be made in a file."""
    source = path.read_text(encoding="utf-8")
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    encoded = source.encode()
    for node, new in _changes(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        name = path.relative_to(ROOT).as_posix()
        yield Mutant(name, node.lineno, start, end, encoded[start:end].decode(), new)


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    if isinstance(tree, ast.JoinedStr | ast.arguments):
        return  # no places of their own in a text with braces; defaults and types of arguments
    match tree:
        case ast.Compare(ops=[operator]) | ast.BoolOp(op=operator) | ast.BinOp(op=operator):
            if type(operator) in SWAPS:
                other = copy.deepcopy(tree)
                swapped = SWAPS[type(operator)]()
                if isinstance(other, ast.Compare):
                    other.ops = [swapped]
                else:
                    other.op = swapped
                yield tree, f"({ast.unparse(other)})"
        case ast.UnaryOp(op=ast.Not()):
            yield tree, f"({ast.unparse(tree.operand)})"
        case ast.Constant(value=bool(value)):
            yield tree, str(not value)
        case ast.Constant(value=int(value)):
            yield tree, str(value + 1)
        case ast.If(body=[*_, last], orelse=[]) if isinstance(last, LEAVING):
            yield tree, "pass"
        case ast.Expr(value=ast.Call()):
            yield tree, "pass"
    for name, value in ast.iter_fields(tree):
        if name not in ("annotation", "returns", "decorator_list"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _changes(child)


class Bench:
    """A copy of the program in which one thing at a time is broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._limits: dict[tuple[str, ...], float] = {}
        for name in COPIED:
            source = ROOT / name
            made = shutil.copytree if source.is_dir() else shutil.copy
            made(source, folder / name)

    def green(self, tests: Sequence[str], limit_s: float | None = None) -> bool:
        """Whether the tests pass, the same examples each time."""
        command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", *tests]
        command += ["-k", "not server", "-p", "no:cacheprovider"]
        places = {"PYTHONPATH": str(self.folder), "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                env=os.environ | places,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limit_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode in (0, 5)  # 5: there are none

    def survives(self, mutant: Mutant, tests: Sequence[str]) -> bool:
        """Whether no test notices."""
        own = self._own(mutant.path, tests)
        return all(self._stays_green(mutant, chosen) for chosen in (own, tests) if chosen)

    def _stays_green(self, mutant: Mutant, tests: Sequence[str]) -> bool:
        limit_s = self._limit(tests)
        file = self.folder / mutant.path
        whole = file.read_bytes()
        file.write_bytes(whole[: mutant.start] + mutant.new.encode() + whole[mutant.end :])
        try:
            return self.green(tests, limit_s)
        finally:
            file.write_bytes(whole)

    def _own(self, path: str, tests: Sequence[str]) -> list[str]:
        """The test files of the room that import a module."""
        dotted = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        package, _, module = dotted.rpartition(".")
        files = [
            file
            for test in tests
            for file in sorted([self.folder / test, *(self.folder / test).rglob("test_*.py")])
            if file.is_file()
        ]
        signs = (dotted, f"from {package} import {module}\n")
        return [str(file) for file in files if any(sign in file.read_text() for sign in signs)]

    def _limit(self, tests: Sequence[str]) -> float:
        key = tuple(tests)
        if key not in self._limits:
            begun = time.monotonic()
            if not self.green(tests):
                sys.exit(f"red before anything is broken: {' '.join(tests)}")
            self._limits[key] = (time.monotonic() - begun) * HANGS + 60
        return self._limits[key]


def sample(room: str, count: int, seed: int) -> list[Mutant]:
    """So many mutants of a room, by chance, the same for the same seed."""
    sources, _ = ROOMS[room]
    found = [path for source in sources for path in [ROOT / source, *(ROOT / source).rglob("*.py")]]
    files = [path for path in sorted(found) if path.is_file()]
    every = [mutant for file in files for mutant in mutants_of(file)]
    return random.Random(f"{seed} {room}").sample(every, min(count, len(every)))


HEAD = """# What the tests notice

`make mutation` breaks the program in one place at a time and runs the tests of the room against
it: comparisons and logic turned round, numbers moved by one, guards and calls left out. A mutant
that no test notices is a line that could be wrong unseen, or one that makes no difference.

Commit {commit}, seed {seed}.

| room | mutants | noticed | score |
|---|---|---|---|
"""


def main() -> None:
    """Try the mutants and write what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "mutation.md")
    wish = parser.parse_args()
    if unknown := set(wish.rooms) - set(ROOMS):
        parser.error(f"no such room: {', '.join(unknown)}")
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    page = HEAD.format(commit=said.stdout.strip(), seed=wish.seed)
    left: list[str] = []
    with tempfile.TemporaryDirectory(prefix="annotator-mutation-") as folder:
        bench = Bench(Path(folder))
        for room in wish.rooms or ROOMS:
            mutants, survivors = sample(room, wish.mutants, wish.seed), []
            for number, mutant in enumerate(mutants, 1):
                if bench.survives(mutant, ROOMS[room][1]):
                    survivors.append(str(mutant))
                    print(f"not noticed: {mutant}", flush=True)
                print(f"{room} {number}/{len(mutants)}: {len(survivors)} survived", flush=True)
            noticed = len(mutants) - len(survivors)
            page += f"| {room} | {len(mutants)} | {noticed} | {noticed / len(mutants):.0%} |\n"
            left += survivors
            listed = "".join(f"- {survivor}\n" for survivor in left)
            wish.out.write_text(page + (f"\nNot noticed:\n\n{listed}" if left else ""), "utf-8")


if __name__ == "__main__":
    main()
