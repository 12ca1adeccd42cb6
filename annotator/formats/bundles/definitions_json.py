"""What holds for a whole project, as the file beside JSON lines has it for programs: labels,
guidelines, names, people, and how it is reviewed. Read back, nothing is trusted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.gold import LEAST, RESERVED, Coverage, Plan, Rule
from annotator.domain.guidelines import Definitions, Guidelines
from annotator.domain.names import ProjectName
from annotator.domain.overlap_rule import OverlapRule
from annotator.domain.person_names import is_usable
from annotator.domain.values import Label

_HEADING = "## As programs read it"
_BLOCK = re.compile(rf"\n{re.escape(_HEADING)}\n\n```json\n(\{{.*\}})\n```\n\Z")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MOST = 100_000
_LONGEST = 50_000_000


def block(said: Definitions) -> str:
    """The end of the file that programs read."""
    # One line, so that nothing in it can end the block.
    line = json.dumps(plain(said), ensure_ascii=False)
    return f"\n{_HEADING}\n\n```json\n{line}\n```\n"


def read_block(written: bytes) -> Definitions | None:
    """What the file says, None where an older version has written it.

    Raises InputError where it says what no project can.
    """
    text = written.decode("utf-8", "replace") if len(written) <= _LONGEST else ""
    match = _BLOCK.search(text)
    if match is None:
        return None
    try:
        return definitions(json.loads(match[1]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InputError("what it holds for programs is damaged") from None


def plain(whole: Definitions) -> dict[str, Any]:
    """All of it as a JSON object."""
    said, plan = whole.guidelines, whole.plan
    return {
        **whole.to_json(),
        "guidelines": {
            "version": said.version,
            "text": said.text,
            "at": said.at,
            "annotator": said.annotator,
        },
        "names": [
            {
                "spelling": name.spelling,
                "label": name.label,
                "word_list": name.word_list,
                "variants": list(name.variants),
                "annotator": name.annotator,
                "at": name.at,
            }
            for name in whole.names
        ],
        "people": list(whole.people),
        "plan": {
            "annotators": list(plan.annotators),
            "rule": plan.rule.value,
            "blind": plan.blind,
            "coverage": plan.coverage.value,
            "by_label": plan.by_label,
            "at_least": plan.at_least,
            "label_rules": {name: rule.value for name, rule in sorted(plan.label_rules.items())},
        },
        "licence": whole.licence,
    }


def definitions(value: Mapping[str, Any]) -> Definitions:
    """What an object says. Raises ValueError, TypeError, KeyError or AttributeError."""
    labels = tuple(map(_label, value["labels"][:_MOST]))
    if not labels or len({label.name for label in labels}) < len(labels):
        raise ValueError("labels have names of their own")
    said, plan = value["guidelines"], value["plan"]
    by_label = plan["by_label"]
    return Definitions(
        guidelines=Guidelines(
            int(said["version"]), *(str(said[key]) for key in ("text", "at", "annotator"))
        ),
        labels=labels,
        overlap_rule=OverlapRule.parsed(json.dumps(value["overlap_rule"])),
        names=tuple(map(_name, value["names"][:_MOST])),
        people=tuple(map(_person, value["people"][:_MOST])),
        plan=Plan(
            tuple(map(_person, plan["annotators"])),
            Rule(plan["rule"]),
            bool(plan["blind"]),
            Coverage(plan["coverage"]),
            None if by_label is None else bool(by_label),
            max(LEAST, int(plan.get("at_least", LEAST))),  # neither did older versions say
            {str(name): Rule(rule) for name, rule in plan.get("label_rules", {}).items()},
        ),
        licence=str(value.get("licence", "")),  # older versions did not say it
    )


def _label(value: Mapping[str, Any]) -> Label:
    name, key, light, dark, says = (
        str(value[part]) for part in ("name", "key", "light", "dark", "description")
    )
    if not name.strip() or not _COLOUR.fullmatch(light) or not _COLOUR.fullmatch(dark):
        raise ValueError("a label has a name and two colours")
    return Label(name, key, light, dark, says)


def _name(value: Mapping[str, Any]) -> ProjectName:
    if not value["spelling"]:
        raise ValueError("a name is written somehow")
    return ProjectName(
        spelling=str(value["spelling"]),
        label=str(value["label"]),
        word_list=str(value["word_list"]),
        variants=tuple(map(str, value["variants"])),
        annotator=_person(value["annotator"]),
        at=str(value["at"]),
    )


def _person(value: object) -> str:
    if not isinstance(value, str) or not is_usable(value) or value.casefold() in RESERVED:
        raise ValueError("somebody has no usable name")
    return value
