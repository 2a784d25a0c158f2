"""Start a well-known server, run it, and remove everything that it leaves.

Needs Linux (process groups are watched in /proc).
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from conformance.http.docroot import DocRoot, lay_out
from tests.real import configs, network, npm
from tests.real.processes import (
    accepts,
    answers,
    give_to_nobody,
    process_group,
    receives,
    reserved_port,
    wait_until_listening,
)

APPS = Path(__file__).with_name("apps")
SEARCHED = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
SITE = "site"
IS_READY = {"udp": receives, "dns": answers}


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A running server: URL, version, id of its first process and of its process group, and output so far."""

    url: str
    version: str
    pid: int
    log: Path
    site: DocRoot | None = None


@dataclass(frozen=True, slots=True)
class RealServer:
    """How to start one server, and what it offers.

    `argv` may contain {port}, {dir}, {apps}, {program} (the first of `programs` that is found) and {python}. A server
    without `programs` runs in this Python, with the `distributions` or only the standard library.
    `version_program` says the version of a program that does not say it. `packages` are packages of npm.
    `scheme` names its protocol.
    `skipped_functions` are case functions that it does not survive; after them, it could not be judged any more.
    `own_port` is the only port on which it listens; below 1024, it needs a network of its own (see `network`).
    `patience`, in seconds, is so long that its slow answers are not taken for silence.
    """

    name: str
    argv: tuple[str, ...]
    profile: Mapping[str, str]
    programs: tuple[str, ...] = ()
    distributions: tuple[str, ...] = ()
    version_arguments: tuple[str, ...] = ("-v",)
    version_program: str = ""
    files: Callable[[int, Path], configs.Files] = field(default=configs.nothing)
    as_nobody: bool = False
    skipped_functions: tuple[str, ...] = ()
    serves_files: bool = False
    packages: tuple[str, ...] = ()
    scheme: str = "http"
    patience: float = 2.0
    own_port: int = 0

    @property
    def host(self) -> str:
        """The address at which it is reached."""
        return network.HOST if self.own_port else "127.0.0.1"

    def missing(self) -> str | None:
        """Return what this machine lacks to run the server, or None."""
        if self.programs and self._program() is None:
            return f"{self.name}: no program {' or '.join(self.programs)} on PATH"
        if self.programs and not self._program_says():
            asked = self.version_program or self.programs[0]
            return f"{self.name}: {' '.join((asked, *self.version_arguments))} fails, so a part is missing"
        absent = [name for name in self.distributions if not _installed(name)]
        if absent:
            return f"{self.name}: not installed in this Python: {', '.join(absent)}"
        if self.own_port and (reason := network.why_not()):
            return f"{self.name}: {reason}"
        return npm.missing(self.name, self.packages) if self.packages else None

    def available(self) -> bool:
        """Return whether the server can be started here."""
        return self.missing() is None

    def version(self) -> str:
        """Return name and version of every program or package that reads the protocol in this server."""
        if self.packages:
            return ", ".join(f"{name} {npm.version(name)}" for name in self.packages)
        if self.programs:
            return f"{self.name} {self._program_version()}"
        if self.distributions:
            return ", ".join(f"{name} {metadata.version(name)}" for name in self.distributions)
        return f"Python {platform.python_version()}"

    def command(self, port: int, directory: Path) -> list[str]:
        """Return the command line for a port and a directory."""
        program = self._program() or ""
        places = {"port": port, "dir": directory, "apps": APPS, "program": program, "python": sys.executable}
        return [part.format_map(places) for part in self.argv]

    def _program(self) -> str | None:
        return next((found for name in self.programs if (found := shutil.which(name, path=SEARCHED))), None)

    def _program_version(self) -> str:
        text = self._program_says()
        number = re.search(r"\d+(\.\d+)+", text)
        if number is None:
            raise ValueError(f"{self.name} does not say its version: {text!r}")
        return number[0]

    def _program_says(self) -> str:
        """What the program says of its version; an empty text where it fails, as for a library that is missing."""
        program = shutil.which(self.version_program) if self.version_program else self._program()
        if program is None:
            return ""
        command = [program, *self.version_arguments]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        return answer.stdout + answer.stderr if answer.returncode == 0 else ""


@contextmanager
def running(server: RealServer) -> Iterator[RunningServer]:
    """Run a server until the block ends; raise `ServerDied` if it does not start.

    However the block ends, the server's process group is ended with it and its directory removed.
    """
    with (
        reserved_port(server.host, server.own_port) as port,
        tempfile.TemporaryDirectory(prefix=f"{server.name}-") as name,
    ):
        directory = Path(name)
        log = directory / "output.log"
        _write_files(server, port, directory, log)
        environment = _environment(directory)
        with process_group(
            server.command(port, directory),
            directory=directory,
            log=log,
            environment=environment,
            as_nobody=server.as_nobody,
        ) as process:
            is_ready = IS_READY.get(server.scheme, accepts)
            wait_until_listening(process, (server.host, port), log, is_ready)
            site = DocRoot(directory / SITE) if server.serves_files else None
            yield RunningServer(f"{server.scheme}://{server.host}:{port}", server.version(), process.pid, log, site)


def _write_files(server: RealServer, port: int, directory: Path, log: Path) -> None:
    """Write the files that the server needs, and give them to the user as which it runs."""
    log.touch()
    if server.serves_files:
        lay_out(directory / SITE)
    for name, text in server.files(port, directory).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if text.startswith("#!") else 0o644)
    if server.as_nobody:
        give_to_nobody(directory)


def _environment(directory: Path) -> dict[str, str]:
    """Return an environment in which the server finds the applications and writes only into the directory."""
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"), str(directory))
    return {
        **os.environ,
        **homes,
        "PYTHONPATH": str(APPS),
        "NODE_PATH": str(npm.MODULES),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
