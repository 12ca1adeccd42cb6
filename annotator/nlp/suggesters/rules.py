"""The suggester that needs nothing else installed: gazetteers, span conventions and figures."""

from __future__ import annotations

from annotator.domain.labels import ACTOR, FIGURE, LOCATION
from annotator.nlp.rules_version import VERSION
from annotator.nlp.suggesters.pipelines import PipelineSuggester
from annotator.nlp.suggesters.registry import Kind, SuggesterInfo, register
from annotator.resources import resource


class _Rules(PipelineSuggester):
    """That nothing but the rules finds something is no news of them."""

    @property
    def note(self) -> None:
        return None


def _describe() -> SuggesterInfo:
    return SuggesterInfo(
        name=Kind.RULES.value,
        version=VERSION,
        kind=Kind.RULES,
        where=str(resource("gazetteer")),
        labels=(ACTOR, FIGURE, LOCATION),
        language="en",
    )


@register(Kind.RULES, describe=_describe)
def rules() -> PipelineSuggester:
    """Rules behind a blank pipeline."""
    from annotator.nlp.language import rules_only

    return _Rules(rules_only(), name=Kind.RULES.value, version=VERSION)
