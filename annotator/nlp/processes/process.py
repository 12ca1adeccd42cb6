"""The parent's hold on one suggestion process."""

from __future__ import annotations

from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.pipelines import LabelTable
from annotator.nlp.processes.child import serve
from annotator.nlp.processes.messages import Answer, Job, Loaded, LoadFailed
from annotator.processes import GENTLE, ChildProcess, ProcessDiedError

__all__ = ["GENTLE", "ProcessDiedError", "SuggestionProcess"]


class SuggestionProcess(ChildProcess):
    """A spawned process that serves one suggester."""

    def __init__(
        self,
        pipeline: str,
        *,
        fallback: bool = False,
        niceness: int = 0,
        names: NameBook = NO_NAMES,
        labels: LabelTable = (),
    ) -> None:
        super().__init__(serve, pipeline, fallback, niceness, names, labels, name="suggestions")

    def send(self, job: Job | NameBook) -> None:
        """Give it a job or other names. Raises ProcessDiedError."""
        self.say(job)

    def receive(self) -> Answer | Loaded | LoadFailed | None:
        """What it says next; None when that was a line for the log. Raises ProcessDiedError."""
        message = self.hear()
        if message is None or isinstance(message, Answer | Loaded | LoadFailed):
            return message
        raise ProcessDiedError
