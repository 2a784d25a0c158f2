"""Well-known servers, on which the judge is tested.

People believe a tool that judges servers if it is right about servers that they know. Each of them is started here on
loopback, from its program and a temporary directory, with its own defaults, and with the same small application:

* ``GET /`` and ``HEAD /``: 200, ``hello`` and a newline, or the index of the files;
* any other path, if the server serves files: the file in a document root that the judge knows;
* ``/echo``: the request's content, octet by octet, as ``application/octet-stream``;
* ``/headers``: one line ``name: value`` for each field that the application receives;
* ``/put/``: a folder to PUT and DELETE files in (nginx and Apache httpd, by their WebDAV modules);
* anything else: 404.

``RealServer.profile`` says which of these a server has, by the names that the judge has for capabilities.

Python's servers come with ``pip install '.[real]'``. The others are found on PATH or among the system's daemons, and
on Debian come with ``apt-get install nginx apache2 lighttpd haproxy caddy nodejs``. A server that is not
installed is skipped.

    with running(SERVERS["nginx"]) as server:
        print(server.url, server.version)

To look at one by hand: ``python -m tests.real.servers nginx``. Needs Linux (process groups are watched in /proc).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from tests.real import configs
from tests.real.running import RealServer, running
from tests.real.small_servers import SMALL_SERVERS

STATIC = {"path_ok": "/"}
APPLICATION = {**STATIC, "echo": "/echo", "body": "/echo", "echo_headers": "/headers"}
PUT = {"put": "/put/"}
ALIAS = {"alias": "/files/"}
FILES = {**APPLICATION, **ALIAS}
SERVED = ("{port}", "{dir}/site/root")


def _script(name: str, *arguments: str) -> tuple[str, ...]:
    return ("{python}", f"{{apps}}/{name}", *(arguments or ("{port}",)))


def _module(*arguments: str) -> tuple[str, ...]:
    return ("{python}", "-m", *arguments)


def _python(name: str, argv: tuple[str, ...], *distributions: str, **more: Any) -> RealServer:
    return RealServer(name, argv, more.pop("profile", APPLICATION), distributions=distributions, **more)


def _uvicorn(reader: str) -> RealServer:
    argv = _module("uvicorn", "--port", "{port}", "--http", reader, "--no-access-log", "app_asgi:application")
    return _python(f"uvicorn-{reader}", argv, "uvicorn", reader)


def _gunicorn(worker: str, *arguments: str, **more: Any) -> RealServer:
    argv = _module("gunicorn", "--bind", "127.0.0.1:{port}", "--worker-class", worker, *arguments)
    return _python(f"gunicorn-{worker}", (*argv, "app_wsgi:application"), "gunicorn", **more)


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
        # If the request ends within a chunk, Werkzeug's `DechunkedInput` goes on reading at the end of the stream until
        # it has counted the size of the chunk: this takes half a gigabyte of memory a second.
        skipped_functions=(
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
    # After a response (gthread: a refusal), the only worker waits up to two seconds for the client to close.
    _gunicorn("sync", patience=5.0),
    _gunicorn("gthread", "--threads", "8", patience=5.0),
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
        version_arguments=("version",),
        files=configs.caddy,
        as_nobody=True,
    ),
    RealServer(
        "node",
        ("{program}", "{apps}/app_node.js", "{port}"),
        APPLICATION,
        programs=("node", "nodejs"),
        version_arguments=("--version",),
    ),
)

SERVERS: Mapping[str, RealServer] = {server.name: server for server in (*_ALL, *SMALL_SERVERS)}
"""Every server by its name."""


def main() -> None:
    """Run one server until Enter is pressed."""
    with running(SERVERS[sys.argv[1]]) as server:
        print(server.url, server.version, server.pid, server.log)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
