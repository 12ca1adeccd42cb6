"""A network that can fail: a line to a server on this computer that can fall silent or be cut."""

from __future__ import annotations

import select
import socket
import threading
from types import TracebackType


class Line:
    """Carries bytes to and from ``port`` on its own `port`, until told otherwise.

    Silent, it takes what is sent and carries nothing, as a firewall or a dead router does; cut, it
    closes what is open and refuses what comes. With ``loses_commits`` it falls silent once it has
    carried the COMMIT of one who has inserted something.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._writers: set[socket.socket] = set()
        self.is_silent = False
        self.accepted = 0  # connections
        self.changed: dict[bytes, bytes] = {}  # what it makes of bytes that pass
        self._is_cut = False
        self.loses_commits = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)
        self._thread.start()

    def to(self, address: str) -> str:
        """The address of a database, by this line."""
        return address.replace(f":{self._to}/", f":{self.port}/")

    def fall_silent(self) -> None:
        """Carry nothing any more."""
        self.is_silent = True

    def cut(self) -> None:
        """Close everything and refuse what comes."""
        self._is_cut = True

    def mend(self) -> None:
        """Carry again what comes from now on; what was swallowed stays lost."""
        self.loses_commits = False
        self.is_silent = self._is_cut = False

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended = True
        self._thread.join()
        for each in (*self._pairs, self._listener):
            each.close()

    def _run(self) -> None:
        while not self._ended:
            if self._is_cut:
                for each in list(self._pairs):
                    self._drop(each)
            ready, _, _ = select.select([self._listener, *self._pairs], [], [], 0.02)
            for each in ready:
                if each is self._listener:
                    self._accept()
                elif each in self._pairs:
                    self._carry(each)

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        self.accepted += 1
        if self._is_cut:
            client.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", self._to))
        except OSError:  # it has been stopped
            client.close()
            return
        self._pairs |= {client: server, server: client}

    def _carry(self, one: socket.socket) -> None:
        other = self._pairs[one]
        try:
            data = one.recv(65536)
            for old, new in self.changed.items():
                data = data.replace(old, new)
            if not data:
                self._drop(one)
            elif not self.is_silent:
                other.sendall(data)
        except OSError:
            self._drop(one)
            return
        if b"INSERT INTO" in data:
            self._writers.add(one)
        if self.loses_commits and one in self._writers and b"COMMIT" in data:
            self.is_silent = True

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        if other is not None:
            self._pairs.pop(other, None)
            self._writers -= {one, other}
            one.close()
            other.close()
