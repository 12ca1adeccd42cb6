"""What was decided last: a reason given next is about it, until something else is done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from annotator.domain.gold import Ruling
from annotator.domain.review_case import Case
from annotator.domain.wording import filled
from annotator.ui.review.review_texts import quoted


@dataclass(frozen=True, slots=True)
class JustDecided:
    """The ruling, in its article as it was then."""

    case: Case
    ruling: Ruling

    @classmethod
    def between(cls, before: Case, after: Case, *, with_reason: bool = False) -> JustDecided | None:
        """The ruling that has come, if a reason for it can follow: it has none yet, but the one of
        before (``with_reason``).
        """
        known = {ruling.id for ruling in before.rulings}
        new = [r for r in after.rulings if r.id not in known and r.rule is None]
        if len(new) != 1 or (new[0].reason is not None and not with_reason):
            return None
        return cls(after, new[0])

    def explained(self, case: Case) -> JustDecided:
        """The same once the ruling has another reason in its article."""
        ruling = next(ruling for ruling in case.rulings if ruling.id == self.ruling.id)
        return replace(self, case=case, ruling=ruling)

    def words(self, article: int | None) -> str:
        """Which conflict it was, for somebody who looks at ``article``."""
        ruling, document = self.ruling, self.case.document
        chosen = [
            s.span
            for s in self.case.gold
            if ruling.start < s.span.end and s.span.start < ruling.end
        ]
        place = (chosen[0].start, chosen[-1].end) if chosen else (ruling.start, ruling.end)
        quote = quoted(document.text[slice(*place)])
        if article == document.article.id:
            return filled(_tr("Decided: “%1”. Why they differed:"), quote)
        text = _tr("Decided in “%1”: “%2”. Why they differed:")
        return filled(text, quoted(document.article.title), quote)


def _tr(text: str) -> str:
    return QCoreApplication.translate("JustDecided", text)
