"""What is known of the project behind an export or a paper: hours, agreement, suggestions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from annotator.domain.errors import InputError
from annotator.domain.values import Verdict
from annotator.operations import control_share
from annotator.operations.agreement.agreement_measures import AgreementReport, measure_agreement
from annotator.operations.agreement.metric_format import in_json
from annotator.operations.control_share import ControlShare
from annotator.store import events
from annotator.store.project import Project
from annotator.store.work import suggestions, time_spent
from annotator.tasks import Progress
from annotator.version import VERSION

PROGRAM = "annotator"


@dataclass(frozen=True, slots=True)
class Facts:
    """``seconds`` of work by person and ``agreement`` are over the articles asked for; None where
    no two people have finished any of them. Suggesters, verdicts and control share are those of the
    whole project, and so is the ``year`` in which somebody has last worked in it.
    """

    project: str
    file: str  # its name, without its folder
    seconds: Mapping[str, float]
    agreement: AgreementReport | None
    suggesters: tuple[tuple[str, str], ...]
    verdicts: Mapping[Verdict, int]
    control: ControlShare
    year: str = ""

    @property
    def decided(self) -> int:
        """How many times somebody has decided on a suggestion."""
        return sum(self.verdicts.values())

    def share(self, verdict: Verdict) -> float:
        """Of a hundred decisions on suggestions, how many were this one; 0 where there are none."""
        return 100 * self.verdicts.get(verdict, 0) / self.decided if self.decided else 0.0

    def to_json(self) -> dict[str, object]:
        """The facts as members of a JSON object."""
        return {
            "program": {"name": PROGRAM, "version": VERSION},
            "project": self.project,
            "pipeline": [{"name": name, "version": version} for name, version in self.suggesters],
            "seconds": {name: round(seconds, 1) for name, seconds in self.seconds.items()},
            "agreement": self._agreement(),
            "suggestions": {
                "decided": self.decided,
                **{verdict.value: self.verdicts.get(verdict, 0) for verdict in Verdict},
                "control_share": self.control.to_json(),
            },
        }

    def _agreement(self) -> dict[str, object] | None:
        report = self.agreement
        if report is None:
            return None
        agreement = report.agreement
        return {
            "annotators": list(agreement.annotators),
            "articles": len(agreement.articles),
            "mean_strict_f1": in_json(agreement.mean_strict_f1),
            "mean_overlap_f1": in_json(agreement.mean_overlap_f1),
            "fleiss_kappa": in_json(agreement.fleiss),
            "pairs": [
                {
                    "annotators": list(pair.pair),
                    "articles": pair.articles,
                    "strict_f1": in_json(pair.labels[0].strict_f1),
                    "overlap_f1": in_json(pair.labels[0].overlap_f1),
                    "kappa": in_json(pair.labels[0].kappa),
                    "alpha_u": in_json(pair.labels[0].alpha_u),
                    "figure_values": in_json(pair.figures),
                }
                for pair in agreement.pairs
            ],
        }


def gathered(
    project: Project,
    articles: Collection[int] | None = None,
    *,
    progress: Progress | None = None,
) -> Facts:
    """The facts, over these articles by their numbers, or over all. Raises Cancelled."""
    with project.reading() as connection:
        seconds = time_spent.seconds_on(connection, articles)
        suggesters = suggestions.suggesters(connection)
        verdicts = suggestions.verdicts(connection)
        year = events.last_day(connection)[:4]
    try:
        agreement = measure_agreement(project, articles=articles, progress=progress)
    except InputError:  # fewer than two, or nothing in common
        agreement = None
    chosen = control_share.chosen(project)
    file = project.path.name if project.path else project.name
    return Facts(project.name, file, seconds, agreement, suggesters, verdicts, chosen, year)
