"""A connection to a server that waits for an answer as long as its `Reach` says, not for ever.

Imports psycopg, which not everybody has: only `store/server.py` imports this, where it is needed.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, TypeVar

from psycopg import Connection, OperationalError

from annotator.store.reach import Reach

T = TypeVar("T")
_LOOK_S = 0.1


class PatientConnection(Connection[Any]):
    """What a server does not answer in time breaks the connection: the answer may still come."""

    reach: Reach

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **kwargs: Any) -> T:
        """As psycopg's, for no longer than the thread at work waits."""
        bounded: Any = self._within(gen, time.monotonic() + self.reach.wait_s)
        answer: T = super().wait(bounded, interval=_LOOK_S)
        return answer

    def _within(self, gen: Generator[Any, Any, T], until: float) -> Generator[Any, Any, T]:
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > until:
                    self.reach.lost()
                    self.pgconn.finish()
                    raise OperationalError("the server does not answer")
                wanted = gen.send(ready)
        except StopIteration as ended:
            result: T = ended.value
            return result


def connect(reach: Reach, *args: Any, **kwargs: Any) -> PatientConnection:
    """Connect to a server. Raises OperationalError, at once where nobody waits for it."""
    if reach.refuses:
        raise OperationalError("the server does not answer")
    most = min(int(kwargs.get("connect_timeout") or 10), max(2, int(reach.wait_s)))
    connection = PatientConnection.connect(*args, **kwargs | {"connect_timeout": most})
    connection.reach = reach
    return connection
