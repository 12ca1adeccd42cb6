"""Whatever has been done in a project: what a check of an export does not name as lost comes back
when the export is read again.
"""

from __future__ import annotations

import pytest
from any_work import KEEP, worked_on
from comes_back import COMES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_verbs import import_files
from making import make_project

from annotator.domain.outgoing import Content
from annotator.domain.records import Record
from annotator.domain.splits import Split
from annotator.formats.writers import TARGETS
from annotator.library.projects import AnnotationProject
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.preflight import check
from annotator.store.project import Project

pytestmark = pytest.mark.file_only("formats are written alike from both")
SPLIT = Split.parse("1:0:0")
FROM_TOKENS = ("conll", "conll-iob1", "conll-bilou", "webanno-tsv")
"""Their texts are put together from tokens, which their readers say, so words have other blanks."""


def records(project: Project) -> list[Record]:
    """What ada has made of each article, in the order of the texts."""
    made = AnnotationProject(project).annotations("ada", done_only=False, keep_muted=True)
    return sorted(made, key=lambda record: "".join(record.article.text.split()))


@pytest.mark.parametrize("kind", [kind for kind in TARGETS if kind != "csv"])
@given(data=st.data())
@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
def test_what_a_check_does_not_name_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    project = worked_on(folder / "p.annot", data)
    seen = check(project, KEEP, kind=kind, split=SPLIT).report
    out = folder / f"out{TARGETS[kind].suffix}"
    export(project, out, KEEP, kind=kind, split=SPLIT)
    again = make_project(folder / "again.annot", [])
    wishes = {"as_annotations": True, "named_annotators": True, "mute": False}
    import_files(again, [out], annotator="ada", **wishes)  # type: ignore[arg-type]
    pairs = list(zip(records(project), records(again), strict=True))
    project.close()
    again.close()
    for what, value in COMES.items():
        if what in seen.dropped or (what in ("text", Content.OVERLAPS) and kind in FROM_TOKENS):
            continue
        if what == "spans" and (seen.left_out or seen.adjusted):
            continue
        for before, after in pairs:
            assert value(after) == value(before), what
