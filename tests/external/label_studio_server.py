"""Imports an export into a real Label Studio and reads it back.

    PYTHON tests/external/label_studio_server.py URL TOKEN TASKS

URL is a server on this machine (``label-studio start``), TOKEN the legacy API token of a user
there, TASKS what ``annotator export --format label-studio`` wrote, with TASKS.config.xml beside it.
PYTHON has ``label-studio-sdk``. Makes a project with the configuration, imports the tasks and says
how many regions the server gives back as they went in; exits with 1 where any differ.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from label_studio_sdk import LabelStudio


def regions(tasks: list[dict[str, Any]]) -> Counter[str]:
    """What each region of each task says, whatever the server puts beside it."""
    counts: Counter[str] = Counter()
    for task in tasks:
        for annotation in task["annotations"]:
            for result in annotation["result"]:
                said = [task["data"]["text"], result.get("from_name"), result.get("value")]
                counts[json.dumps(said, sort_keys=True, ensure_ascii=False)] += 1
    return counts


def main(url: str, token: str, path: Path) -> int:
    """Import, export and compare; gives the exit status."""
    sent = json.loads(path.read_bytes())
    config = path.with_name(path.name + ".config.xml").read_text(encoding="utf-8")
    client = LabelStudio(base_url=url, api_key=token)
    project = client.projects.create(title=path.name, label_config=config)
    client.projects.import_tasks(id=project.id, request=sent)
    got = [
        {"data": task.data, "annotations": task.annotations or []}
        for task in client.tasks.list(project=project.id, fields="all")
    ]
    before, after = regions(sent), regions(got)
    print(
        f"{len(got)} of {len(sent)} tasks, {(before & after).total()} of {before.total()} regions"
    )
    for said in list((before - after) + (after - before))[:5]:
        print(said[-300:])
    return 0 if before == after else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
