"""Which spans of colleagues' work a project does not let stand together, said when it is merged."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.merging import ArticleOutcome, MergeResult
from annotator.domain.overlap_rule import Laid, Overlap, OverlapRule
from annotator.domain.spans import has_overlap
from annotator.domain.work import BundledArticle

_CAME = (MergeResult.NEW, MergeResult.NEWER, MergeResult.DIVERGED)
_MOST = 50  # pairs named one by one


class IncomingOverlaps:
    """Gathers them from the work that came. All of it stays: work is taken as a whole."""

    def __init__(self, rule: OverlapRule) -> None:
        self._rule = rule
        self._pairs: list[str] = []

    def noted(
        self, batch: Sequence[BundledArticle], outcomes: Sequence[ArticleOutcome]
    ) -> Sequence[ArticleOutcome]:
        """The outcomes of some articles, once their spans have been looked at."""
        came = {
            (outcome.uid, work.annotator)
            for outcome in outcomes
            for work in outcome.works
            if work.result in _CAME
        }
        for article in batch:
            for version in article.versions:
                if (article.uid, version.annotator) in came and has_overlap(version.spans):
                    for one, other in self._rule.contradictions(version.spans):
                        spans = (Laid.of(one, article.text), Laid.of(other, article.text))
                        whose, title = version.annotator, article.title
                        self._pairs.append(str(Overlap(article.uid, whose, spans, title)))
        return outcomes

    @property
    def notes(self) -> list[str]:
        """A sentence for each two spans, as far as anybody would read them."""
        more = len(self._pairs) - _MOST
        rest = [f"{more:,} more such pairs came; “annotator check” lists them"] if more > 0 else []
        return self._pairs[:_MOST] + rest
