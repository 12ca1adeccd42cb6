"""The history of a suggestion is its own, whichever suggestion had its number before."""

from __future__ import annotations

import pytest

from annotator.domain.changes import Part
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations import annotate
from annotator.operations.span_history import history
from annotator.operations.suggesting import suggestion_requests
from annotator.store.work import renewing
from annotator.workspace import Workspace


@pytest.mark.file_only("a server never gives a number out again")
@pytest.mark.parametrize("article", [1, 2])
def test_what_was_done_to_a_dropped_suggestion_is_not_told_of_one_with_its_number(
    workspace: Workspace, article: int
) -> None:
    dropped = max(workspace.article(2).suggestions, key=lambda item: item.id)
    annotate.reject(workspace, article=2, suggestion=dropped)
    workspace.undo()
    assert len(history(workspace.project, dropped, annotator="ann")) == 2
    with workspace.changing(Part.SUGGESTIONS, [1, 2]) as connection:
        renewing.drop_waiting(connection, [1, 2])
    state = workspace.article(article)
    spans = [SuggestedSpan(SpanContent(at, at + 3, "ACTOR")) for at in range(dropped.id)]
    sha256 = state.document.article.sha256
    suggestion_requests.keep(workspace, article, sha256, spans, source="s", version="1")
    other = workspace.article(article).suggestion(dropped.id)
    assert other is not None
    assert history(workspace.project, other, annotator="ann") == ()
    annotate.reject(workspace, article=article, suggestion=other)
    assert len(history(workspace.project, other, annotator="ann")) == 1
