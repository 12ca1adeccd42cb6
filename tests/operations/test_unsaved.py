"""What could not be saved is kept in a file, and is the same when it is read again."""

from __future__ import annotations

from pathlib import Path

from reviewed_project import make_reviewed

from annotator.domain import adjudication
from annotator.domain.adjudication import ReviewerStamp, Why
from annotator.domain.edits import Edit
from annotator.domain.gold import Plan, Reason, Ruling
from annotator.operations import unsaved
from annotator.operations.reviewing import review
from annotator.operations.unsaved import Text, Unsaved


def test_a_ruling_that_is_kept_comes_back_with_all_that_is_kept_beside_it(tmp_path: Path) -> None:
    project = make_reviewed(tmp_path / "p.annot")
    case = review.case(project, 1, Plan(("ann", "bob")))
    assert case is not None
    stamp = ReviewerStamp("rita", "2026-01-01T00:00:00.000+00:00")
    ruled: Edit = adjudication.choose(case, case.open[0], 0, Why(Reason.SLIP, "so"), stamp)
    assert any(isinstance(row, Ruling) for row in ruled.after)
    everything = Unsaved(edits=(ruled,), texts=(Text("An answer", "I disagree"),))
    path = unsaved.keep(tmp_path, project, "rita", everything)
    assert unsaved.kept(tmp_path, project, "rita") == {path: everything}
