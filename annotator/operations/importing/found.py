"""What an import has found in its files so far: counts of each, and what was repaired."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.files import shown
from annotator.operations.importing.finding import File
from annotator.operations.importing.repairing import Sample


@dataclass(slots=True)
class FileFound:
    """What one file has brought so far. ``encodings`` are those its articles were found in,
    ``heading`` is how articles in it seem to begin that came in as one.
    """

    path: File
    kind: str | None
    articles: int = 0
    spans: int = 0
    rejected: int = 0
    repaired: int = 0
    encodings: list[str] = field(default_factory=list)
    heading: str = ""

    @property
    def file(self) -> str:
        """What issues call it."""
        return shown(str(self.path))

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        return {
            "file": self.file,
            "format": self.kind,
            "encodings": self.encodings,
            "articles": self.articles,
            "spans": self.spans,
            "rejected": self.rejected,
            "repaired": self.repaired,
        }


@dataclass(slots=True)
class Repairs:
    """How much was repaired: in how many articles, how many places, with samples; ``left`` were
    not, since a span would have been lost.
    """

    articles: int = 0
    places: int = 0
    left: int = 0
    samples: list[Sample] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        samples = [{"before": s.before, "after": s.after, "where": s.where} for s in self.samples]
        return {
            "articles": self.articles,
            "places": self.places,
            "left": self.left,
            "samples": samples,
        }
