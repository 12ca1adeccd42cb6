"""Measures how long agreement takes: 1,000 articles of 60 spans by three annotators.

python tests/benchmarks/agreement.py [ARTICLES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import orjson

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from importing_verbs import import_files

from annotator.operations.agreement.agreement_measures import article_agreement, measure_agreement
from annotator.store.project import create_project

WORDS = ("alpha", "beta", "gamma", "delta")
LABELS = ("ACTOR", "LOCATION", "FIGURE")


def records(count: int, name: str) -> bytes:
    """The same texts for everybody, a tenth of the spans of their own."""
    texts, own = random.Random(1), random.Random(name)
    lines = []
    for number in range(count):
        words = [f"{texts.choice(WORDS)}{number}" for _ in range(700)]
        spans, at = [], 0
        for index, word in enumerate(words):
            if index % 11 == 0 and own.random() > 0.05:
                label = LABELS[index // 11 % 3] if own.random() > 0.05 else own.choice(LABELS)
                spans.append({"start": at, "end": at + len(word), "label": label})
            at += len(word) + 1
        meta = {"id": f"a{number}", "status": "done"}
        lines.append(orjson.dumps({"text": " ".join(words), "spans": spans, "meta": meta}))
    return b"\n".join(lines)


def main() -> None:
    """Print what it takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        project = create_project(Path(folder, "p.annot"))
        for name in ("ann", "bob", "cem"):
            file = Path(folder, f"{name}.jsonl")
            file.write_bytes(records(count, name))
            import_files(project, [file], annotator=name, as_annotations=True)
        begun = time.perf_counter()
        report = measure_agreement(project)
        print(f"agreement of 3 over {count:,} articles: {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        measure_agreement(project, gamma=True)
        print(f"the same with gamma: {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        measure_agreement(project, annotators=["ann", "bob"], gamma=True)
        print(f"of 2 with gamma: {time.perf_counter() - begun:.1f} s")
        print(f"mean exact F1 {report.agreement.mean_strict_f1.value:.3f}")
        times = []
        for number in range(1, 21):
            begun = time.perf_counter()
            article_agreement(project, article=number, annotators=["ann", "bob", "cem"])
            times.append(time.perf_counter() - begun)
        print(f"one article: median {1000 * sorted(times)[10]:.1f} ms")
        project.close()


if __name__ == "__main__":
    main()
