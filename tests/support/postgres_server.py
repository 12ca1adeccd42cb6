"""A PostgreSQL server for tests: on a free port of this computer, gone when they have ended."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path, PosixPath
from typing import Any
from urllib.parse import quote

import psycopg

from annotator.store.project import create_project

_OLDEST = 15  # the first whose databases may sort by ICU, wherever they run
MISSING = f"needs PostgreSQL {_OLDEST} or newer (Debian: apt install postgresql)"
# Nothing that a test writes has to outlive it. Sorting by a language's rules is what a server
# does that a file does not.
_OTHER = "postgres"  # PostgreSQL refuses to run as root: who runs it then
_INITDB = ("--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--auth=scram-sha-256")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


@dataclass(frozen=True)
class Server:
    """A server whose data are in ``folder``, as the programs in ``programs`` run it."""

    programs: Path
    folder: Path
    port: int
    password: str
    numbers: Iterator[int] = field(default_factory=count)
    made: set[str] = field(default_factory=set)

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        """The address of a database; the password is the one of the owner unless given."""
        name, secret = quote(database), quote(password or self.password)
        return f"postgresql://{user}:{secret}@127.0.0.1:{self.port}/{name}"

    def set_up(self) -> None:
        """Make its data, before it starts for the first time."""
        secret = self.folder / "password"
        secret.write_text(self.password)
        if os.geteuid() == 0:
            for path in (self.folder, secret):
                shutil.chown(path, _OTHER, _OTHER)
        self._run("initdb", "-U", "postgres", f"--pwfile={secret}", "--no-sync", *_INITDB)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "-w", "-l", log, "-o", f"-p {self.port} {settings}")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")
        self.__dict__.pop("_owner", None)

    def kill(self) -> None:
        """Kill it as the system does when memory is short: it can close nothing."""
        lock = self.folder / "data" / "postmaster.pid"
        pid = int(lock.read_text().split()[0])
        begun = [path for path in Path("/proc").glob("[0-9]*") if _parent(path) == pid]
        os.kill(pid, signal.SIGKILL)
        self.__dict__.pop("_owner", None)
        while any(_parent(path) is not None for path in begun):  # until then no other may start
            time.sleep(0.01)
        lock.unlink()  # where nobody asks how it ended, its number seems to be in use

    def watched(self) -> subprocess.Popen[bytes]:
        """A process that stops the server and takes its data away when it is left or orphaned."""
        # Its input ends with the block, and with this process, however that ends.
        told = 'read _; "$0" stop -D "$1/data" -w -m immediate; rm -rf "$1"'
        return subprocess.Popen(
            ["sh", "-c", told, self.programs / "pg_ctl", self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            **_user(),
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, *arguments, "-D", self.folder / "data"]
        # Into a file, not a pipe: the server would keep it open after pg_ctl has ended.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/", **_user())  # type: ignore[call-overload]
            said.seek(0)
            assert done.returncode == 0, said.read()

    @cached_property
    def _owner(self) -> psycopg.Connection:
        return psycopg.connect(self.url(), autocommit=True)

    def run(self, *statements: str, database: str) -> list[tuple[Any, ...]]:
        """Run statements in a database as the owner; returns the rows of the last."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def new_name(self, name: str = "war") -> str:
        """A name no database has yet."""
        return f"{name}_{next(self.numbers)}"

    def make(self, database: str, *, template: str = "template1") -> None:
        """Make a database in the place of what was there; empty if nothing else is said."""
        if database in self.made:
            self.drop(database)
        self.made.add(database)
        if template in self.made:  # only what nobody looks at can be copied
            gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            self._owner.execute(gone, [template])
        # Copied by files: a third of the work of the other way for what is so small.
        how = f'TEMPLATE "{template}" STRATEGY file_copy'
        self._owner.execute(f'CREATE DATABASE "{database}" {how}')

    def make_project(self, database: str) -> None:
        """Make a database that is an empty project."""
        self.make(database, template=self._empty_project)

    @cached_property
    def _empty_project(self) -> str:
        self.make("empty_project")
        create_project(self.url("empty_project")).close()
        return "empty_project"

    def drop(self, database: str) -> None:
        """Take a database away, whoever is still connected to it."""
        self.made.discard(database)
        self._owner.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


class Address(str):
    """The address of a database that is still to be made."""

    server: Server
    database: str

    @property
    def is_made(self) -> bool:
        """Whether the database is there."""
        return self.database in self.server.made


class ServedFolder(PosixPath):
    """A folder whose projects (`NAME.annot`) are databases of a server, named by their address."""

    server: Server
    places: dict[str, Address]

    def __truediv__(self, name: Any) -> Any:
        if not str(name).endswith(".annot"):
            return Path(self.as_posix(), name)
        if name not in self.places:
            database = self.server.new_name(Path(name).stem)
            self.places[name] = Address(self.server.url(database))
            self.places[name].server, self.places[name].database = self.server, database
        return self.places[name]


@contextmanager
def served(folder: Path, server: Server | None) -> Iterator[Path]:
    """A folder whose projects are databases of ``server``, dropped when the block ends."""
    if server is None:
        yield folder
        return
    inside = ServedFolder(folder)
    inside.server, inside.places = server, {}
    try:
        yield inside
    finally:
        for address in inside.places.values():
            if address.is_made:
                server.drop(address.database)


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, None where there is none that is new enough."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if _is_usable(folder)), None)


def _is_usable(folder: Path) -> bool:
    if not (folder / "initdb").exists() or not (folder / "pg_ctl").exists():
        return False
    said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True)
    version = re.search(r"(\d+)", said.stdout)
    return version is not None and int(version[1]) >= _OLDEST


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """A server of its own, which ends with the block, or with the tests if they are killed."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-postgres-"))
    server = Server(programs, folder, _free_port(), secrets.token_hex(12))
    with server.watched():
        server.set_up()
        server.start()
        yield server


def _parent(process: Path) -> int | None:
    """Who started a process of Linux; None where it has ended."""
    with suppress(OSError):
        state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
        return None if state == "Z" else int(parent)
    return None


def _user() -> dict[str, Any]:
    return {"user": _OTHER, "group": _OTHER} if os.geteuid() == 0 else {}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
