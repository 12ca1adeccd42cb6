"""Loads an exported data set in several versions of Hugging Face's ``datasets``.

    python tests/external/data_sets.py FOLDER PYTHON...

FOLDER is what ``annotator export --format huggingface`` wrote, each PYTHON one with its own
version of the library. Prints a line for each; ends with 1 where one does not load it.
"""

from __future__ import annotations

import os
import subprocess
import sys

LOADS = """
import sys, tempfile
import datasets
for config in (None, "articles", "tokens"):
    with tempfile.TemporaryDirectory() as cache:
        data = datasets.load_dataset(sys.argv[1], config, cache_dir=cache)
        counts = {name: len(part) for name, part in data.items()}
        tags = next(iter(data.values())).features["ner_tags"].feature
        assert all(counts.values()), counts
        assert (config == "tokens") == hasattr(tags, "names"), tags
print("datasets", datasets.__version__, counts)
"""


def main(folder: str, pythons: list[str]) -> int:
    failed = 0
    for python in pythons:
        done = subprocess.run(
            [python, "-c", LOADS, folder],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
        )
        failed += done.returncode != 0
        print(done.stdout.strip() or f"{python}: {done.stderr.strip().splitlines()[-1]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
