"""One damaged file through preview and import, with everything that must hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

from file_samples import PIECES, SAMPLES, changed
from project_dump import dump

from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.operations.importing.previewing import preview
from annotator.store.project import Project
from annotator.workspace import Workspace

MOJIBAKE = ("Talibanâ€™s", "BogotÃ¡", "\u202e", "\x07", "Ã ")
LOG = ("event", "annotator")  # that an import was tried is kept, and who tried


def damaged(data: bytes, dice: Random) -> bytes:
    """The bytes with up to eight places changed, and now and then cut off or doubled."""
    pieces = [*PIECES, *(sign.encode() for sign in MOJIBAKE), dice.randbytes(dice.randrange(7))]
    places = [
        (dice.randrange(10_000), dice.randrange(13), dice.choice(pieces))
        for _ in range(dice.randrange(9))
    ]
    data = changed(data, places)
    if dice.random() < 0.1:
        data = data[: dice.randrange(len(data) + 1)]
    return data * 2 if dice.random() < 0.1 else data


def bring(
    project: Project,
    folder: Path,
    kind: str,
    dice: Random,
    *,
    data: bytes | None = None,
    suffix: str = ".dat",
) -> bool:
    """Preview and import a file; returns whether it was refused. Raises AssertionError."""
    file = folder / f"a{suffix}"
    file.write_bytes(damaged(SAMPLES[kind], dice) if data is None else data)
    choices = ImportChoices(
        kind=dice.choice([kind, "auto"]),
        as_annotations=dice.random() < 0.5,
        named_annotators=dice.random() < 0.5,
        new_labels=dice.random() < 0.5,
        repair=dice.random() < 0.8,
        mute=dice.random() < 0.8,
    )
    before = dump(project)
    said = preview(project, [file], choices=choices)
    assert dump(project) == before, "a preview has written"
    done = bring_in(Workspace(project, "ada"), [file], choices=choices)
    assert done.added.articles == said.report.added.articles, "the preview counted otherwise"
    assert [str(r) for r in said.report.rejections] == [str(r) for r in done.rejections]
    for issue in done.issues:
        assert issue.reason
        assert "Traceback" not in issue.reason
        assert "could not cope" not in issue.reason, issue.reason
    if not any(found.articles for found in done.files):
        assert dump(project, without=LOG) == {k: v for k, v in before.items() if k not in LOG}
        return True
    return False
