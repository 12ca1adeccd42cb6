"""Has brat's own code read an export, and its own verifier look at it.

    python tests/external/brat_verify.py BRAT FOLDER JSONL

BRAT is a checkout of github.com/nlplab/brat, FOLDER and JSONL what ``annotator export`` wrote as
brat and as jsonl of the same articles. The spans that brat's annotation.py reads must be those of
JSONL, its verifier must find nothing, and its settings must be read without a warning.
"""

from __future__ import annotations

import codecs
import json
import sys
import types
from collections import Counter
from pathlib import Path
from typing import Any

from annotator.formats.peers.brat_settings import stored_label


def open_text(name: str, mode: str = "r", **options: Any) -> Any:
    """What brat opens files with; “U” has gone from Python 3.11."""
    return codecs.open(name, mode.replace("U", ""), **options)


def set_up(brat: str, folder: str) -> None:
    """Brat's modules can be imported, with FOLDER for its data."""
    root = str(Path(folder).resolve().parent)
    config = types.ModuleType("config")
    vars(config).update(BASE_DIR=root, DATA_DIR=root, WORK_DIR=root, DEBUG=False)
    sys.modules["config"] = config
    sys.path[:0] = [f"{brat}/server/src", f"{brat}/server/lib"]


def main(folder: str, jsonl: str) -> int:
    """Compare the two; returns 0 where brat reads the same and has nothing to say."""
    import annotation
    from message import Messager
    from projectconfig import ProjectConfiguration
    from verify_annotations import verify_annotation

    annotation.codecs_open = open_text
    project = ProjectConfiguration(str(Path(folder).resolve()))
    read: Counter[tuple[str, str]] = Counter()
    issues: list[str] = []
    articles = sorted(Path(folder).resolve().glob("*.ann"))
    for path in articles:
        with annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as doc:
            wrong = verify_annotation(doc, project)
            issues += [f"{path.name}: {issue.human_readable_str()}" for issue in wrong]
            issues += [f"{path.name}: not read: {line}" for line in doc.failed_lines]
            read.update((s.get_text(), s.type) for s in doc.get_textbounds())
    issues += list(map(str, Messager.output_json({}).get("messages", ())))
    records = list(map(json.loads, Path(jsonl).read_text(encoding="utf-8").splitlines()))
    told = Counter(
        (" ".join(filter(None, map(str.strip, s["text"].splitlines()))), stored_label(s["label"]))
        for record in records
        for s in record["spans"]
    )
    print(*issues[:20], sep="\n")
    print(
        f"brat: {len(articles)} of {len(records)} articles, {(read & told).total()} of "
        f"{told.total()} spans, {len(issues)} issues"
    )
    return 0 if (read, issues, len(articles)) == (told, [], len(records)) else 1


if __name__ == "__main__":
    set_up(sys.argv[1], sys.argv[2])
    sys.exit(main(*sys.argv[2:]))
