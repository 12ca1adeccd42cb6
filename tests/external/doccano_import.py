"""Puts an export into doccano's own database by doccano's own import code.

    PYTHON tests/external/doccano_import.py DOCCANO.jsonl JSONL

PYTHON is one with doccano, DOCCANO.jsonl and JSONL what ``annotator export`` wrote as doccano and
as jsonl of the same articles. The spans in the database, cut out of its texts as doccano's window
does (by UTF-16 units), must be those of JSONL. Needs ``pip install doccano "marshmallow<4"``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


def set_up(home: str) -> None:
    """doccano with an empty database."""
    os.environ["DOCCANO_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    os.environ["DATABASE_URL"] = f"sqlite:///{home}/db.sqlite3"
    os.environ["MEDIA_ROOT"] = f"{home}/media"
    os.environ["STANDALONE"] = "True"
    spec = find_spec("backend")
    assert spec is not None, "doccano is not installed"
    assert spec.origin is not None
    sys.path.append(str(Path(spec.origin).parent))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("create_roles")


def main(exported: str, jsonl: str) -> int:
    """Compare the two; returns 0 where doccano holds the same."""
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import JSONL
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model
    from labels.models import Span
    from projects.models import ProjectType, SequenceLabelingProject

    user = get_user_model().objects.create(username="ada")
    project = SequenceLabelingProject.objects.create(
        name="p",
        project_type=ProjectType.SEQUENCE_LABELING,
        created_by=user,
        allow_overlapping=True,
    )
    file = FileName(exported, exported, exported)
    data = load_dataset(ProjectType.SEQUENCE_LABELING, JSONL(), [file], project, encoding="utf_8")
    data.save(user)
    made = Counter(
        (
            span.example.text.encode("utf-16-le")[
                span.start_offset * 2 : span.end_offset * 2
            ].decode("utf-16-le"),
            span.label.text,
        )
        for span in Span.objects.all()
    )
    records = list(map(json.loads, Path(jsonl).read_text(encoding="utf-8").splitlines()))
    told = Counter((s["text"], s["label"]) for record in records for s in record["spans"])
    examples = project.examples.count()
    print(
        f"doccano {version('doccano')}: {examples} of {len(records)} articles, "
        f"{(made & told).total()} of {told.total()} spans, {len(data.errors)} errors"
    )
    return 0 if (made, examples, data.errors) == (told, len(records), []) else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        sys.exit(main(*sys.argv[1:]))
