"""Well-known servers, started for real, so that the judge can be held against them.

A tool that judges servers is believed when it is right about those that everyone knows. Here each of them is started
on loopback, from nothing but its program and a directory that is thrown away afterwards, with its own defaults, and
with the same little application:

* ``GET /`` and ``HEAD /``: 200, ``hello`` and a newline, or the index of the files;
* any other path of those that serve files: what lies there in a document root that the judge knows;
* ``/echo``: the request's content, octet by octet, as ``application/octet-stream``;
* ``/headers``: one line ``name: value`` for each field that the application is shown;
* ``/put/``: a place to PUT and DELETE files (nginx and Apache httpd, by their WebDAV modules);
* anything else: 404.

``RealServer.profile`` says which of these a server has by its making, in the judge's names of capabilities.

Python's servers come with ``pip install '.[real]'``. The others are found on PATH or among the system's daemons, and
on Debian come with ``apt-get install nginx apache2 lighttpd haproxy caddy nodejs``. One that is not there is skipped.

    with running(SERVERS["nginx"]) as server:
        print(server.url, server.version)

To look at one by hand: ``python -m tests.real.servers nginx``. Needs Linux (process groups are watched in /proc).
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
from typing import Any

from conformance.harness.docroot import DocRoot, lay_out
from tests.real import configs, npm
from tests.real.processes import give_to_nobody, process_group, reserved_port, wait_until_listening

APPS = Path(__file__).with_name("apps")
SEARCHED = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))

SITE = "site"
STATIC = {"path_ok": "/"}
APPLICATION = {**STATIC, "echo": "/echo", "body": "/echo", "echo_headers": "/headers"}
PUT = {"put": "/put/"}
ALIAS = {"alias": "/files/"}
FILES = {**APPLICATION, **ALIAS}
SERVED = ("{port}", "{dir}/site/root")


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that is up: where, what, its first process (whose id is also the group's), and its output so far."""

    url: str
    version: str
    pid: int
    log: Path
    site: DocRoot | None = None


@dataclass(frozen=True, slots=True)
class RealServer:
    """How to start one server, and what it offers.

    `argv` knows {port}, {dir}, {apps}, {program} (the first of `programs` that is found) and {python}. Without
    `programs` it runs in this Python and needs the `distributions`; without these, only the standard library.
    `packages` are npm's. `scheme` tells its protocol.
    `spared` are functions of the judge that it does not survive: no record can say what comes after them.
    """

    name: str
    argv: tuple[str, ...]
    profile: Mapping[str, str]
    programs: tuple[str, ...] = ()
    distributions: tuple[str, ...] = ()
    version_argument: str = "-v"
    files: Callable[[int, Path], configs.Files] = field(default=configs.nothing)
    as_nobody: bool = False
    spared: tuple[str, ...] = ()
    serves_files: bool = False
    packages: tuple[str, ...] = ()
    scheme: str = "http"

    def missing(self) -> str | None:
        """Return what this machine lacks to run the server, or None."""
        if self.programs and self._program() is None:
            return f"{self.name}: no program {' or '.join(self.programs)} on PATH"
        absent = [name for name in self.distributions if not _installed(name)]
        if absent:
            return f"{self.name}: not installed in this Python: {', '.join(absent)}"
        return npm.missing(self.name, self.packages) if self.packages else None

    def available(self) -> bool:
        """Return whether the server can be started here."""
        return self.missing() is None

    def version(self) -> str:
        """Return name and version of all that reads the protocol in this server, as the installed programs say it."""
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
        answer = subprocess.run(
            [str(self._program()), self.version_argument], capture_output=True, text=True, timeout=20, check=True
        )
        text = answer.stdout + answer.stderr
        number = re.search(r"\d+(\.\d+)+", text)
        if number is None:
            raise ValueError(f"{self.name} does not say its version: {text!r}")
        return number[0]


@contextmanager
def running(server: RealServer) -> Iterator[RunningServer]:
    """Run a server for the length of a `with` block; raise `ServerDied` where it does not start.

    However the block ends, the server's process group is ended with it and its directory removed.
    """
    with reserved_port() as port, tempfile.TemporaryDirectory(prefix=f"{server.name}-") as name:
        directory = Path(name)
        log = directory / "output.log"
        _furnish(server, port, directory, log)
        environment = _environment(directory)
        with process_group(
            server.command(port, directory),
            directory=directory,
            log=log,
            environment=environment,
            as_nobody=server.as_nobody,
        ) as process:
            wait_until_listening(process, port, log)
            site = DocRoot(directory / SITE) if server.serves_files else None
            yield RunningServer(f"{server.scheme}://127.0.0.1:{port}", server.version(), process.pid, log, site)


def _furnish(server: RealServer, port: int, directory: Path, log: Path) -> None:
    """Write the files that the server needs, and hand them over to the user it will run as."""
    log.touch()
    if server.serves_files:
        lay_out(directory / SITE)
    for name, text in server.files(port, directory).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755 if text.startswith("#!") else 0o644)
    if server.as_nobody:
        give_to_nobody(directory)


def _environment(directory: Path) -> dict[str, str]:
    """Return an environment in which the applications are found and nothing is written outside of the directory."""
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


def _script(name: str, *arguments: str) -> tuple[str, ...]:
    return ("{python}", f"{{apps}}/{name}", *(arguments or ("{port}",)))


def _module(*arguments: str) -> tuple[str, ...]:
    return ("{python}", "-m", *arguments)


def _python(name: str, argv: tuple[str, ...], *distributions: str, **more: Any) -> RealServer:
    return RealServer(name, argv, more.pop("profile", APPLICATION), distributions=distributions, **more)


def _uvicorn(reader: str) -> RealServer:
    argv = _module("uvicorn", "--port", "{port}", "--http", reader, "--no-access-log", "app_asgi:application")
    return _python(f"uvicorn-{reader}", argv, "uvicorn", reader)


def _gunicorn(worker: str, *arguments: str) -> RealServer:
    bind = ("--bind", "127.0.0.1:{port}", "--worker-class", worker)
    return _python(f"gunicorn-{worker}", _module("gunicorn", *bind, *arguments, "app_wsgi:application"), "gunicorn")


_ALL = (
    RealServer(
        "http.server",
        _module("http.server", "--bind", "127.0.0.1", "--directory", "{dir}/site/root", "{port}"),
        STATIC,
        serves_files=True,
    ),
    _python("http.server-1.1", _script("app_http_server.py", *SERVED), serves_files=True),
    _python("socketserver", _script("app_socketserver.py")),
    _python(
        "flask",
        _module("flask", "--app", "app_flask", "run", "--port", "{port}"),
        "flask",
        "werkzeug",
        profile=FILES,
        serves_files=True,
        # Cut off in a chunk, Werkzeug's `DechunkedInput` counts what it asked for as read, and goes on at the end of
        # the stream until the chunk's size is reached: half a gigabyte a second, for as long as there is memory.
        spared=(
            "test_a_large_size_is_refused_or_waited_for",
            "test_a_power_of_two_is_not_the_last_chunk",
            "test_the_chunks_of_a_request_too_large_are_no_request",
        ),
    ),
    _python("django", _script("app_django.py", "runserver", "--noreload", "127.0.0.1:{port}"), "django"),
    _python("tornado", _script("app_tornado.py", *SERVED), "tornado", profile=FILES, serves_files=True),
    _python("aiohttp", _script("app_aiohttp.py", *SERVED), "aiohttp", profile=FILES, serves_files=True),
    _uvicorn("h11"),
    _uvicorn("httptools"),
    _gunicorn("sync"),
    _gunicorn("gthread", "--threads", "8"),
    _python("waitress", _module("waitress", "--listen", "127.0.0.1:{port}", "app_wsgi:application"), "waitress"),
    _python(
        "hypercorn", _module("hypercorn", "--bind", "127.0.0.1:{port}", "app_asgi:application"), "hypercorn", "h11"
    ),
    RealServer(
        "nginx",
        ("{program}", "-p", "{dir}", "-e", "stderr", "-c", "{dir}/nginx.conf"),
        {**STATIC, **PUT, **ALIAS},
        serves_files=True,
        programs=("nginx",),
        files=configs.nginx,
        as_nobody=True,
    ),
    RealServer(
        "apache",
        ("{program}", "-DFOREGROUND", "-d", "{dir}", "-f", "{dir}/httpd.conf"),
        {**APPLICATION, **PUT, **ALIAS},
        serves_files=True,
        programs=("apache2", "httpd"),
        files=configs.apache,
        as_nobody=True,
    ),
    RealServer(
        "lighttpd",
        ("{program}", "-D", "-f", "{dir}/lighttpd.conf"),
        FILES,
        serves_files=True,
        programs=("lighttpd",),
        files=configs.lighttpd,
        as_nobody=True,
    ),
    RealServer(
        "haproxy",
        ("{program}", "-db", "-f", "{dir}/haproxy.cfg"),
        APPLICATION,
        programs=("haproxy",),
        files=configs.haproxy,
        as_nobody=True,
    ),
    RealServer(
        "caddy",
        ("{program}", "run", "--config", "{dir}/Caddyfile", "--adapter", "caddyfile"),
        FILES,
        serves_files=True,
        programs=("caddy",),
        version_argument="version",
        files=configs.caddy,
        as_nobody=True,
    ),
    RealServer(
        "node",
        ("{program}", "{apps}/app_node.js", "{port}"),
        APPLICATION,
        programs=("node", "nodejs"),
        version_argument="--version",
    ),
)

SERVERS: Mapping[str, RealServer] = {server.name: server for server in _ALL}
"""Every server by its name."""


def main() -> None:
    """Run one server until Enter is pressed."""
    with running(SERVERS[sys.argv[1]]) as server:
        print(server.url, server.version, server.pid, server.log)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
