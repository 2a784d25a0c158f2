"""Well-known servers of the small services (RFC 862 to 868), over TCP and over UDP.

xinetd and openbsd-inetd serve five of them by themselves. socat and ncat run ``cat``. The echo servers of Python's
standard library, of Twisted and of Node are written as their documentation shows it.

On Debian, they come with ``apt-get install xinetd socat ncat nodejs``. openbsd-inetd cannot be installed beside xinetd:
`.ci/run` takes the program out of its package. Twisted comes with ``pip install '.[real]'``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.real import network
from tests.real.configs import Files
from tests.real.running import RealServer

INTERNAL = {"echo": 7, "discard": 9, "daytime": 13, "chargen": 19, "time": 37}  # services, with their own ports
KINDS = {"tcp": "stream", "udp": "dgram"}

# When xinetd has answered a datagram, it drops those that came meanwhile: of three at once, it answers one.
# xinetd stops a service for ten seconds after fifty connections within one, and serves ten clients of an address
XINETD = """\
defaults
{{
    instances = UNLIMITED
    per_source = UNLIMITED
    cps = 100000 1
}}
service {service}
{{
    type = INTERNAL UNLISTED
    id = {service}-{kind}
    socket_type = {kind}
    protocol = {scheme}
    port = {port}
    bind = 127.0.0.1
    wait = {wait}
    user = nobody
    disable = no
}}
"""


def _wait(scheme: str, yes: str, no: str) -> str:
    """Whether a server of datagrams takes all that arrive, and not one connection."""
    return yes if scheme == "udp" else no


def xinetd(service: str, scheme: str, port: int, directory: Path) -> Files:
    """Return the configuration of xinetd."""
    text = XINETD.format(service=service, scheme=scheme, kind=KINDS[scheme], port=port, wait=_wait(scheme, "yes", "no"))
    return {"xinetd.conf": text}


def inetd(service: str, scheme: str, port: int, directory: Path) -> Files:
    """Return the configuration of openbsd-inetd, which serves a service on its own port only."""
    wait = _wait(scheme, "wait", "nowait")
    return {"inetd.conf": f"{network.HOST}:{service} {KINDS[scheme]} {scheme} {wait} root internal\n"}


def _offers(service: str, scheme: str) -> dict[str, str]:
    return {f"{scheme}.service": service}


def _xinetd(service: str, scheme: str) -> RealServer:
    return RealServer(
        f"xinetd-{service}-{scheme}",
        ("{program}", "-dontfork", "-f", "{dir}/xinetd.conf", "-pidfile", "{dir}/pid", "-filelog", "{dir}/log"),
        _offers(service, scheme),
        programs=("xinetd",),
        version_arguments=("-version",),
        files=partial(xinetd, service, scheme),
        scheme=scheme,
    )


def _inetd(service: str, scheme: str) -> RealServer:
    return RealServer(
        f"inetd-{service}-{scheme}",
        ("{program}", "-i", "-R", "1000000", "{dir}/inetd.conf"),  # it stops a service after 256 calls in a minute
        _offers(service, scheme),
        programs=("inetd",),
        version_program="apt-cache",
        version_arguments=("show", "openbsd-inetd"),
        files=partial(inetd, service, scheme),
        scheme=scheme,
        own_port=INTERNAL[service],
    )


def _python(name: str, scheme: str, *distributions: str) -> RealServer:
    argv = ("{python}", f"{{apps}}/app_echo_{name}.py", scheme, "{port}")
    return RealServer(
        f"{name}-echo-{scheme}", argv, _offers("echo", scheme), distributions=distributions, scheme=scheme
    )


def _program(program: str, scheme: str, argv: tuple[str, ...], version: str, *skipped: str) -> RealServer:
    return RealServer(
        f"{program}-echo-{scheme}",
        ("{program}", *argv),
        _offers("echo", scheme),
        programs=(program,),
        version_arguments=(version,),
        skipped_functions=skipped,
        scheme=scheme,
    )


# socat passes an empty datagram on to nobody, and the process that took it takes datagrams of others from then on.
EMPTY = (
    "test_an_empty_datagram_comes_back",
    "test_an_empty_datagram_among_others_comes_back",
    "test_any_datagrams_come_back",
    "test_it_serves_on_after_an_odd_datagram",
    "test_no_datagram_ends_the_service",
)


_ALL = (
    *(_xinetd(service, scheme) for scheme in KINDS for service in INTERNAL),
    *(_inetd(service, scheme) for scheme in KINDS for service in INTERNAL),
    _program("socat", "tcp", ("TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", "EXEC:cat"), "-V"),
    _program("socat", "udp", ("UDP-RECVFROM:{port},bind=127.0.0.1,fork", "EXEC:cat"), "-V", *EMPTY),
    _program("ncat", "tcp", ("-lk", "-e", "/bin/cat", "127.0.0.1", "{port}"), "--version"),
    _program("ncat", "udp", ("-lku", "-m", "5000", "-e", "/bin/cat", "127.0.0.1", "{port}"), "--version"),
    *(_python(name, scheme) for name in ("socketserver", "asyncio") for scheme in KINDS),
    *(_python("twisted", scheme, "twisted") for scheme in KINDS),
    *(_program("node", scheme, ("{apps}/app_echo_node.js", scheme, "{port}"), "--version") for scheme in KINDS),
)

SERVICE_SERVERS: Mapping[str, RealServer] = {server.name: server for server in _ALL}
"""Every server of a small service by its name."""
