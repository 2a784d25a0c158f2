"""Well-known DNS servers: name servers, resolvers, a forwarder, and servers written with libraries.

All name servers have the zone of the reference server's example. On Debian, they come with ``apt-get install bind9 nsd
knot pdns-server pdns-backend-bind dnsmasq-base unbound pdns-recursor``, dnslib and Twisted Names with ``pip install
'.[real]'``, and dns2 with npm.

To look at one by hand: ``python -m tests.real.dns_servers bind``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from tests.real import dns_configs
from tests.real.running import RealServer, running

NAME_SERVER = {"dns.zone": "example.test"}
RESOLVER = {"dns.profile": "recursive", "dns.name": "www.example.test"}
# dnsmasq forwards to the reference server at the same port of another address. It begins when the reference server has
# printed that it listens for UDP and for TCP.
FORWARD = (
    "mkfifo {dir}/up; {python} -m reference_impls dns --host 127.0.0.2 --port {port} >{dir}/up & "
    "exec 3<{dir}/up; read -r udp <&3; read -r tcp <&3; exec $0 -k -C {dir}/dnsmasq.conf"
)


def _server(name: str, program: str, *arguments: str, **more: Any) -> RealServer:
    return RealServer(
        name,
        ("{program}", *arguments),
        more.pop("profile", NAME_SERVER),
        programs=(program,),
        as_nobody=True,
        scheme="dns",
        **more,
    )


def _package(name: str) -> dict[str, Any]:
    """How Debian names the version of a package: for programs that end with an error when they are asked."""
    return {"version_program": "dpkg-query", "version_arguments": ("-W", "-f", "${Version}", name)}


_ALL = (
    _server("bind", "named", "-g", "-c", "{dir}/named.conf", files=dns_configs.bind),
    _server("nsd", "nsd", "-d", "-c", "{dir}/nsd.conf", files=dns_configs.nsd),
    _server("knot", "knotd", "-c", "{dir}/knot.conf", files=dns_configs.knot, version_arguments=("-V",)),
    _server(
        "pdns",
        "pdns_server",
        *("--config-dir={dir}", "--daemon=no", "--guardian=no"),
        files=dns_configs.pdns,
        **_package("pdns-backend-bind"),
    ),
    _server(
        "unbound",
        "unbound",
        *("-d", "-c", "{dir}/unbound.conf"),
        profile=RESOLVER,
        files=dns_configs.unbound,
        version_arguments=("-V",),
    ),
    _server(
        "pdns-recursor",
        "pdns_recursor",
        *("--config-dir={dir}", "--daemon=no"),
        profile=RESOLVER,
        files=dns_configs.pdns_recursor,
        version_arguments=("--version",),
    ),
    _server(
        "dnsmasq",
        "dnsmasq",
        *("-k", "-C", "{dir}/dnsmasq.conf"),
        profile={"dns.name": "www.example.test"},
        files=dns_configs.dnsmasq,
        version_arguments=("--version",),
    ),
    RealServer(
        "dnsmasq-forwarder",
        ("sh", "-c", FORWARD, "{program}"),
        RESOLVER,
        programs=("dnsmasq",),
        version_arguments=("--version",),
        files=dns_configs.forwarder,
        scheme="dns",
    ),
    RealServer(
        "dnslib",
        ("{python}", "{apps}/app_dnslib.py", "{port}"),
        NAME_SERVER,
        distributions=("dnslib",),
        scheme="dns",
    ),
    RealServer(
        "twisted-names",
        ("{python}", "{apps}/app_twisted_names.py", "{port}"),
        NAME_SERVER,
        distributions=("twisted",),
        scheme="dns",
    ),
    RealServer(
        "dns2",
        ("node", "{apps}/app_dns2.js", "{port}"),
        {"dns.profile": "minimal"},
        packages=("dns2",),
        scheme="dns",
    ),
)

DNS_SERVERS: Mapping[str, RealServer] = {server.name: server for server in _ALL}
"""Every DNS server by its name."""


def main() -> None:
    """Run one server until Enter is pressed."""
    with running(DNS_SERVERS[sys.argv[1]]) as server:
        print(server.url, server.version, server.pid, server.log, flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
