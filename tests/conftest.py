"""What tests of several rooms share: small projects made from plain data, without a suggester."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from postgres_server import MISSING, Server, binaries, running, served
from sample_project import ANN, BOB, MakeProject, make_project

from annotator.store.project import Project, open_project
from annotator.workspace import Workspace

# Machines differ in speed; a slow one must not fail a test. Before a change lands the same examples
# are tried each time; by hand, new ones are searched for.
settings.register_profile(
    "annotator",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("annotator")

# What tests write outlives none of them: it stays in memory where a system has a place for that.
MEMORY = Path("/dev/shm")
NEEDED_BYTES = 3_000_000_000

# Whose tests run on a project file and then on a PostgreSQL server.
ON_BOTH = {"store", "operations", "cli"}


def pytest_configure() -> None:
    """Choose where the folders of tests, their server and the program's own are made."""
    usable = "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK)
    if usable and shutil.disk_usage(MEMORY).free > NEEDED_BYTES:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # so that it is looked up again


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Whole folders are tested on every core, files that are named in this process."""
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if any(path.suffix == ".py" for path in named) else os.cpu_count() or 1


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of projects on both kinds of them."""
    if "server" not in metafunc.fixturenames or metafunc.definition.path.parent.name not in ON_BOTH:
        return
    kept = metafunc.definition.get_closest_marker("file_only")
    assert kept is None or kept.args, "file_only needs its reason in words"
    kinds = ["file"] if kept else ["file", "server"]
    if metafunc.definition.get_closest_marker("server_only"):
        kinds = ["server"]
    metafunc.parametrize("server", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for all tests."""
    programs = binaries()
    if programs is None:
        pytest.skip(MISSING)
    with running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server | None:
    """Where projects are made: on a server, or None, in files."""
    is_served = getattr(request, "param", "file") == "server"
    return request.getfixturevalue("postgres") if is_served else None


@pytest.fixture
def tmp_path(tmp_path: Path, server: Server | None) -> Iterator[Path]:
    """A folder; on a server its projects (`NAME.annot`) are databases."""
    with served(tmp_path, server) as folder:
        yield folder


@pytest.fixture(scope="module")
def module_path(tmp_path_factory: pytest.TempPathFactory, server: Server | None) -> Iterator[Path]:
    """A folder for the tests of a module."""
    with served(tmp_path_factory.mktemp("module"), server) as folder:
        yield folder


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project with two short articles and their suggestions, closed."""
    path = tmp_path / "small.annot"
    make_project(path).close()
    return path


@pytest.fixture
def open_workspace(project_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens the small project, as often and as whoever a test asks for."""
    opened: list[Workspace] = []

    def open_as(annotator: str = ANN, path: Path = project_path) -> Workspace:
        opened.append(Workspace(open_project(path, wait_ms=50), annotator))
        return opened[-1]

    yield open_as
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(open_workspace: Callable[..., Workspace]) -> Workspace:
    """The small project, opened by ann."""
    return open_workspace(ANN)


@pytest.fixture
def colleague(open_workspace: Callable[..., Workspace]) -> Workspace:
    """The same project, opened a second time by bob."""
    return open_workspace(BOB)


@pytest.fixture
def new_project(tmp_path: Path) -> Iterator[MakeProject]:
    """Makes further projects from texts."""
    made: list[Project] = []

    def new(**wishes: object) -> Project:
        made.append(make_project(tmp_path / f"made {len(made)}.annot", **wishes))  # type: ignore[arg-type]
        return made[-1]

    yield new
    for project in made:
        project.close()
