"""What a team shares as a line of a bundle. Read back, nothing is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.domain.control_share import MOST
from annotator.domain.errors import InputError
from annotator.domain.figures import POLICIES
from annotator.domain.guidelines import Guidelines
from annotator.domain.pipelines import PipelineChoice
from annotator.domain.team_terms import TeamTerms
from annotator.formats.bundles import definitions_json
from annotator.formats.bundles.bundle_checks import checked_line, checked_name, hash_, list_under

KIND = "team"
"""The kind of the line; it stands before the articles."""
_MOST = 1_000_000


def plain(terms: TeamTerms) -> dict[str, Any]:
    """The line, without its kind."""
    choice = terms.pipeline
    return {
        "at": terms.at,
        "to": terms.to,
        "definitions": definitions_json.plain(terms.definitions),
        "versions": [[one.version, one.text, one.at, one.annotator] for one in terms.versions],
        "former_labels": dict(terms.former),
        "policy": terms.policy,
        "pipeline": [choice.name, choice.version, [list(pair) for pair in choice.labels]],
        "control_share": terms.control_share,
        "assigned": list(terms.assigned),
    }


def parsed(values: Mapping[str, Any]) -> TeamTerms:
    """A line read. Raises InputError."""
    try:
        return _terms(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"what its team shares is damaged ({error})") from None


def _terms(values: Mapping[str, Any]) -> TeamTerms:
    name, version, labels = values["pipeline"]
    share = values["control_share"]
    if type(share) is not int or not 0 <= share <= MOST or values["policy"] not in POLICIES:
        raise ValueError("its settings are none")
    former = values["former_labels"].items()
    return TeamTerms(
        at=checked_line(values["at"]),
        to=checked_name(values["to"]),
        definitions=definitions_json.definitions(values["definitions"]),
        versions=tuple(
            Guidelines(int(number), str(text), str(at), checked_name(by))
            for number, text, at, by in values["versions"]
        ),
        former={str(old): str(new) for old, new in former},
        policy=values["policy"],
        pipeline=PipelineChoice(
            _text(name), _text(version), tuple((str(theirs), str(ours)) for theirs, ours in labels)
        ),
        control_share=share,
        assigned=[hash_(value) for value in list_under(values, "assigned")[:_MOST]],
    )


def _text(value: Any) -> str | None:
    return None if value is None else checked_line(value)
