"""What is said of a span besides its label, as controls of Label Studio that belong to a region:
entity, note, and the keys of a figure. Which figure one is among is a relation of two regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from annotator.domain.figures import Figure
from annotator.domain.figures.value import Qualifier
from annotator.domain.labels import FIGURE
from annotator.domain.records import RecordSpan
from annotator.domain.values import Label
from annotator.formats.bundles.definitions import LABELLING, LABELLING_MARK
from annotator.formats.writer import Export

TEXTS = ("entity", "note")
_FIGURE = {
    **dict.fromkeys(("low", "best", "high", "of"), "number"),
    **dict.fromkeys(("qualifier", "parsed", "confirmed"), "choices"),
    **dict.fromkeys(("unit", "counts", "outcome"), "textarea"),
}
_KINDS = {**dict.fromkeys(TEXTS, "textarea"), **_FIGURE}
_FLAGS = {"true": True, "false": False}
_CHOICES = {
    "qualifier": [str(qualifier.value) for qualifier in Qualifier],
    "parsed": list(_FLAGS),
    "confirmed": list(_FLAGS),
}
PART = "part of"
"""The label of the relation between a figure and the one it is among."""


def said_of(spans: Sequence[RecordSpan], names: Sequence[str]) -> list[dict[str, Any]]:
    """What is said of each span besides its label, by the names of the controls and as these say
    it; under `PART` the region of its whole. ``names`` are those of the spans' regions.
    """
    wholes = {span.id: name for span, name in zip(spans, names, strict=True)}
    told: dict[int, dict[str, Any]] = {}  # of figures; many spans have the same one
    said: list[dict[str, Any]] = []
    for span in spans:
        own: dict[str, Any] = {}
        if span.entity is not None:
            own["entity"] = span.entity
        if span.note is not None:
            own["note"] = span.note
        figure = span.figure
        if figure is not None:
            own |= told.get(id(figure)) or told.setdefault(id(figure), _told(figure))
            if span.part_of in wholes:
                own[PART] = wholes[span.part_of]
        said.append(own)
    return said


def _told(figure: Figure) -> dict[str, Any]:
    return {
        key: str(value).lower() if isinstance(value, bool) else value
        for key, value in figure.to_json().items()
        if key in _FIGURE and value is not None
    }


def results(span: RecordSpan, name: str, said: Mapping[str, Any]) -> Iterator[Any]:
    """The results that say it of the region called ``name``."""
    for key, kind in _KINDS.items() if said else ():
        if key in said:
            value = said[key] if kind == "number" else [said[key]]
            yield {
                **{"id": name, "from_name": key, "to_name": "text", "type": kind},
                "origin": "manual",
                "value": {"start": span.start, "end": span.end, _key(kind): value},
            }
    if PART in said:
        ends = {"from_id": name, "to_id": said[PART]}
        yield {**ends, "type": "relation", "direction": "right", "labels": [PART]}


def read_again(given: Iterable[Mapping[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    """The value of each region of results that were written here, and what is said of it."""
    regions: dict[str, tuple[Any, dict[str, Any]]] = {}
    for result in given:
        kind = result["type"]
        if kind == "labels":
            regions[result["id"]] = result["value"], {}
        elif kind == "relation":
            regions[result["from_id"]][1][PART] = result["to_id"]
        else:
            value = result["value"][_key(kind)]
            regions[result["id"]][1][result["from_name"]] = value if kind == "number" else value[0]
    return list(regions.values())


def _key(kind: str) -> str:
    return "text" if kind == "textarea" else kind


class Said:
    """What results say of regions besides their labels. ``others`` are those that say nothing of
    the kind, ``no_figures`` those of which no figure can be made.
    """

    def __init__(self, given: Sequence[Any]) -> None:
        self.others: list[Any] = []
        self.no_figures: list[Any] = []
        self._wholes: dict[str, str] = {}
        self._figures: dict[str, Figure] = {}
        self._by_region: dict[str, dict[str, Any]] = {
            str(result.get("id")): {}
            for result in given
            if isinstance(result, dict) and str(result.get("type")).endswith("labels")
        }
        of_figures: dict[str, list[Any]] = {}
        for result in given:
            key = self._taken(result)
            if key is None:
                self.others.append(result)
            elif key in _FIGURE:
                of_figures.setdefault(str(result["id"]), []).append(result)
        for name, results_of_one in of_figures.items():
            try:
                self._figures[name] = _figure(self._by_region[name])
            except ValueError:
                self.no_figures += results_of_one

    def _taken(self, result: Any) -> str | None:
        """Which key it says, if it says any."""
        if not isinstance(result, dict):
            return None
        if result.get("type") == "relation" and result.get("labels") == [PART]:
            ends = str(result.get("from_id")), str(result.get("to_id"))
            if self._by_region.keys() >= set(ends):
                self._wholes[ends[0]] = ends[1]
                return PART
        said = self._by_region.get(str(result.get("id")))
        key, value = str(result.get("from_name")), result.get("value")
        if said is None or not isinstance(value, dict) or _KINDS.get(key) != result.get("type"):
            return None
        given = value.get(_key(_KINDS[key]))
        if isinstance(given, list):
            given = given[0] if len(given) == 1 else None
        if given is None or key in said:
            return None
        said[key] = given
        return key

    def text(self, key: str, region: str | None) -> str | None:
        """Entity or note of a region."""
        said = self._by_region.get(str(region), {})
        return str(said[key]) if key in said else None

    def figure(self, region: str | None) -> Figure | None:
        """The figure of a region."""
        return self._figures.get(str(region))

    def placed(self, spans: list[RecordSpan], regions: Sequence[str | None]) -> None:
        """Give the figures the places of those that they are among; ``regions`` are the spans'."""
        if not self._wholes:
            return
        places = {name: (span.start, span.end) for span, name in zip(spans, regions, strict=True)}
        for at, (span, name) in enumerate(zip(spans, regions, strict=True)):
            whole = places.get(self._wholes.get(str(name)))
            if span.figure is not None and whole is not None:
                spans[at] = span._replace(figure=replace(span.figure, part_of=whole))


def _figure(said: Mapping[str, Any]) -> Figure:
    """Raises ValueError where it is none."""
    return Figure.from_json(
        {
            key: _FLAGS.get(value, value) if key in _CHOICES else value
            for key, value in said.items()
            if key in _FIGURE
        }
    )


def labelling(export: Export) -> Mapping[str, bytes]:
    """The labelling configuration of a project in Label Studio that takes the tasks."""
    labels = {
        label.name: label for label in (export.definitions.labels if export.definitions else ())
    }
    names = dict.fromkeys((*export.labels, *export.used))
    lines = [
        f"{LABELLING_MARK.decode()}\n<View>",
        '  <Labels name="label" toName="text">',
        *(f"    <Label value={quoteattr(name)}{_look(labels.get(name))}/>" for name in names),
        '  </Labels>\n  <Text name="text" value="$text"/>',
        '  <Relations>\n    <Relation value="part of"/>\n  </Relations>',
        *map(_control, _KINDS),
        "</View>\n",
    ]
    return {LABELLING: "\n".join(lines).encode()}


def _look(label: Label | None) -> str:
    if label is None:
        return ""
    hotkey = f" hotkey={quoteattr(label.key)}" if label.key else ""
    return f' background="{label.light}"{hotkey}'


def _control(key: str) -> str:
    said = f'name="{key}" toName="text" perRegion="true"'
    if key in _CHOICES:
        choices = "".join(f'<Choice value="{value}"/>' for value in _CHOICES[key])
        control = f'<Choices {said} choice="single">{choices}</Choices>'
    elif _KINDS[key] == "number":
        control = f"<Number {said}/>"
    else:
        control = f'<TextArea {said} maxSubmissions="1" editable="true"/>'
    when = f' whenTagName="label" whenLabelValue="{FIGURE}"' if key in _FIGURE else ""
    header = f'<Header value="{key}" size="5"/>'
    return f'  <View visibleWhen="region-selected"{when}>{header}{control}</View>'
