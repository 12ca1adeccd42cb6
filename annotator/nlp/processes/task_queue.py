"""Texts that wait for a suggestion process, in the order in which they shall be read."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Task(Generic[H]):
    """Texts for one process, by their keys; ``tries`` counts the processes that died of them."""

    keys: tuple[H, ...]
    texts: tuple[str, ...]
    tries: int = 0

    def singly(self) -> list[Task[H]]:
        """Each text on its own, after a process has died of one of them."""
        items = zip(self.keys, self.texts, strict=True)
        return [Task((key,), (text,), self.tries + 1) for key, text in items]


class TaskQueue(Generic[H]):
    """What waits: urgent tasks first, the newest of them foremost; the others in their order."""

    def __init__(self) -> None:
        self._urgent: dict[tuple[H, ...], Task[H]] = {}
        self._patient: dict[tuple[H, ...], Task[H]] = {}

    def __len__(self) -> int:
        return len(self._urgent) + len(self._patient)

    def put(self, task: Task[H], *, urgent: bool) -> None:
        """Ask for a task, in place of one with its keys; it never becomes less urgent thereby."""
        urgent = self._urgent.pop(task.keys, None) is not None or urgent
        if urgent:
            self._patient.pop(task.keys, None)
            self._urgent[task.keys] = task
        else:
            self._patient[task.keys] = task

    def put_back(self, task: Task[H]) -> None:
        """Ask once more for what was taken, before all others, unless it is asked for anew."""
        if task.keys not in self._urgent:
            self._patient.pop(task.keys, None)
            self._urgent[task.keys] = task

    def take(self) -> Task[H] | None:
        """The task that is due now, None when there is none."""
        if self._urgent:
            return self._urgent.popitem()[1]
        return self._patient.pop(next(iter(self._patient))) if self._patient else None
