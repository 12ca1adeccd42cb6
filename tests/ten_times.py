"""Runs the README's test command again and again, on other random examples each time.

    python tests/ten_times.py [--times N] [--only ARGUMENT …] [--out docs/ten-times.md]

`--only` gives pytest arguments of its own, to try a part. The table is written after every run.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = re.compile(r"^    (python3 -m venv .*pytest)$", re.MULTILINE)
HEAD = """# The tests, {times} times in a row

`python tests/ten_times.py` runs the command below with `CI` unset, so that the random tests look
for new examples each time. Processor seconds count every process that a test starts and ends, the
test server aside.

    {command}

Commit {commit}, {machine}.

| run | passed | failed | skipped | clock, s | processor, s | red |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Run:
    """How one run ended."""

    counts: dict[str, int]
    red: tuple[str, ...]
    status: int
    clock_s: float
    processor_s: float

    def row(self, number: int) -> str:
        """Its line of the table."""
        amounts = [self.counts.get(kind, 0) for kind in ("passed", "failed", "skipped")]
        amounts[1] += self.counts.get("error", 0) + self.counts.get("errors", 0)
        red = ", ".join(self.red) or ("" if self.status == 0 else f"ended with {self.status}")
        figures = (*amounts, f"{self.clock_s:.0f}", f"{self.processor_s:.0f}", red)
        return f"| {number} | {' | '.join(map(str, figures))} |\n"


def run(command: str) -> Run:
    """Run the command once, as a shell does; what it says is shown as it comes."""
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    begun, before = time.monotonic(), _processor_s()
    with subprocess.Popen(
        command, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as shell:
        assert shell.stdout is not None
        lines = []
        for line in shell.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    # The last line is a sum: “3 failed, 5830 passed, 3 skipped in 400.12s”.
    counts = {kind: int(n) for n, kind in re.findall(r"(\d+) ([a-z]+)", lines[-1] if lines else "")}
    red = tuple(line.split()[1] for line in lines if re.match(r"(FAILED|ERROR) \S+::", line))
    return Run(counts, red, shell.returncode, time.monotonic() - begun, _processor_s() - before)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return said.stdout.strip() or "unknown"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, write the table, and return 0 if every run was green."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "ten-times.md")
    wish = parser.parse_args(arguments)
    named = COMMAND.search((ROOT / "README.md").read_text(encoding="utf-8"))
    if named is None:
        sys.exit("README.md has no test command any more")
    command = " ".join([named[1], *wish.only])
    machine = f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    table = HEAD.format(times=wish.times, command=command, commit=_commit(), machine=machine)
    green = True
    for number in range(1, wish.times + 1):
        result = run(command)
        green &= result.status == 0
        table += result.row(number)
        wish.out.write_text(table, encoding="utf-8")
    return 0 if green else 1


if __name__ == "__main__":
    sys.exit(main())
