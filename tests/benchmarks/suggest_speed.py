"""How fast ``annotator suggest`` is: words a second, against the bare pipeline, and by jobs.

Run it on a quiet machine: ``python tests/benchmarks/suggest_speed.py [--pipeline NAME_OR_PATH]
[--texts FILE.jsonl] [--words N] [--rounds N]``. Without ``--texts`` the samples and the gold
texts are repeated. It prints figures and asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[2]
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "BLIS", "MKL")}


def main() -> None:
    """Print the figures."""
    options = arguments()
    if options.bare:
        bare(Path(options.bare), options.pipeline)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(options, Path(folder))


def arguments() -> argparse.Namespace:
    """The options of the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", default="default")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the clock, and seconds of all processors together."""

    wall: float
    cpu: float

    def __sub__(self, other: Taken) -> Taken:
        return Taken(self.wall - other.wall, self.cpu - other.cpu)


def compare(options: argparse.Namespace, folder: Path) -> None:
    """Run everything ``rounds`` times in turn, so that a busy moment hits all alike."""
    large, tiny = folder / "large.jsonl", folder / "tiny.jsonl"
    words = write(large, options.texts, options.words)
    write(tiny, options.texts, 1)
    seconds: dict[str, list[Taken]] = {}
    for _ in range(options.rounds):
        load, pipe = run_bare(large, options.pipeline)
        found = {
            "bare load": load,
            "bare pipe": pipe,
            "tiny": suggest(tiny, options.pipeline, jobs=1),
            "1 job": suggest(large, options.pipeline, jobs=1),
            "2 jobs": suggest(large, options.pipeline, jobs=2),
        }
        for name, taken in found.items():
            seconds.setdefault(name, []).append(taken)
    show(words, {name: middle(taken) for name, taken in seconds.items()})


def middle(rounds: list[Taken]) -> Taken:
    """The median of the rounds, clock and processors each."""
    return Taken(
        statistics.median(taken.wall for taken in rounds),
        statistics.median(taken.cpu for taken in rounds),
    )


def show(words: int, median: dict[str, Taken]) -> None:
    """The figures and their ratios; processor time is what a busy machine leaves comparable."""
    pipe, one, two = median["bare pipe"], median["1 job"], median["2 jobs"]
    net, net_two = one - median["tiny"], two - median["tiny"]
    print(f"{words:,} words, load of the machine {os.getloadavg()[0]:.1f}")
    print(f"loading the pipeline               {median['bare load'].wall:8.2f} s")
    print(f"the command on one short text      {median['tiny'].wall:8.2f} s")
    print(f"bare nlp.pipe                      {words / pipe.wall:8,.0f} words/s")
    print(f"  by processor time                {words / pipe.cpu:8,.0f} words/s")
    print(f"suggest, loading included          {words / one.wall:8,.0f} words/s")
    print(f"suggest, loading taken off         {words / net.wall:8,.0f} words/s")
    print(f"  by processor time                {words / net.cpu:8,.0f} words/s")
    print(f"suggest to bare                    {pipe.wall / net.wall:8.2f}")
    print(f"  by processor time                {pipe.cpu / net.cpu:8.2f}")
    print(f"2 jobs to 1, loading included      {one.wall / two.wall:8.2f}")
    print(f"2 jobs to 1, loading taken off     {net.wall / net_two.wall:8.2f}")


def write(path: Path, source: Path | None, words: int) -> int:
    """Write texts of at least ``words`` words in all; returns how many they have."""
    texts = list(given(source)) if source is not None else list(samples())
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for text in cycle(texts):
            file.write(json.dumps({"text": text}) + "\n")
            total += len(text.split())
            if total >= words:
                return total
    return total


def given(path: Path) -> Iterator[str]:
    """The texts of a JSON lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line)["text"] for line in file if line.strip())


def samples() -> Iterator[str]:
    """The sample articles and the gold texts."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for name in ("newswire", "releases"):
        yield from given(ROOT / "tests" / "data" / "gold" / f"{name}.jsonl")


def suggest(path: Path, pipeline: str, *, jobs: int) -> Taken:
    """What the whole command takes."""
    command = [sys.executable, "-m", "annotator", "suggest", str(path), "--pipeline", pipeline]
    begun = now(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(
            [*command, "--jobs", str(jobs)],
            stdout=nowhere,
            stderr=subprocess.DEVNULL,
            check=True,
            cwd=ROOT,
        )
    return now(resource.RUSAGE_CHILDREN) - begun


def now(who: int) -> Taken:
    """The clock, and the processor time until now of this process or its ended children."""
    used = resource.getrusage(who)
    return Taken(time.perf_counter(), used.ru_utime + used.ru_stime)


def run_bare(path: Path, pipeline: str) -> tuple[Taken, Taken]:
    """What loading and ``nlp.pipe`` take in a process of its own."""
    command = [sys.executable, __file__, "--bare", str(path), "--pipeline", pipeline]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, cwd=ROOT, env=os.environ | ONE_THREAD
    )
    load, pipe = json.loads(done.stdout)
    return Taken(*load), Taken(*pipe)


def bare(path: Path, pipeline: str) -> None:
    """Time the pipeline alone on the paragraphs of the texts; prints what it took as JSON."""
    sys.path.insert(0, str(ROOT))
    texts = [line for text in given(path) for line in text.split("\n") if line.strip()]
    begun = now(resource.RUSAGE_SELF)
    from annotator.nlp.suggesters import load

    nlp = load(pipeline)._nlp  # type: ignore[attr-defined]
    loaded = now(resource.RUSAGE_SELF)
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    spent = (loaded - begun, now(resource.RUSAGE_SELF) - loaded)
    print(json.dumps([[taken.wall, taken.cpu] for taken in spent]))


if __name__ == "__main__":
    main()
