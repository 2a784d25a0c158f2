"""The commands ``dns`` and ``dns-client``."""

from __future__ import annotations

import argparse
import functools
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference_impls.commands.failure import Failure, parsed
from reference_impls.commands.listening import TRANSPORTS, add_listener, connected, serve_all

if TYPE_CHECKING:
    from reference_impls.dns.client import Asked, DnsResponse

DNS = """An authoritative DNS server. Without --zone it serves the example zone example.test. A zone file names its
records in full, or begins with $ORIGIN. It knows A, AAAA, CNAME, DNAME, MX, NS, PTR, SOA, SRV and TXT, and any other
type as TYPE65280 \\# LENGTH OCTETS (RFC 3597)."""

Commands = Any  # the subparsers of argparse, whose class has no public name


def add_server(commands: Commands) -> None:
    server = commands.add_parser("dns", help="an authoritative DNS server", description=DNS)
    add_listener(server)
    server.add_argument("--zone", type=Path, action="append", default=[], help="a zone file to serve; may be repeated")
    server.add_argument("--transport", choices=TRANSPORTS, default="both", help="both: on one port, as usual")
    server.set_defaults(run=dns_server)


def add_client(commands: Commands) -> None:
    client = commands.add_parser("dns-client", help="a DNS client: ask one question, over TCP where the reply is cut")
    client.add_argument("address", help="host:port of the server")
    client.add_argument("name", help="the name that is asked for")
    client.add_argument("type", nargs="?", default="A", help="A, MX, TYPE65280 ...")
    client.add_argument("--tcp", action="store_true", help="ask over TCP at once")
    client.set_defaults(run=dns_client)


def dns_server(arguments: argparse.Namespace) -> int:
    from reference_impls.dns.errors import BadZone
    from reference_impls.dns.example import EXAMPLE
    from reference_impls.dns.server import DnsServer, Site
    from reference_impls.dns.zone_file import read_zone

    try:
        zones = [read_zone(file.read_text("utf-8")) for file in arguments.zone] or [read_zone(EXAMPLE)]
    except (BadZone, UnicodeDecodeError) as reason:
        raise Failure(f"--zone: {reason}") from None
    server = DnsServer(Site(zones, secret=os.urandom(16)), time.time)
    servers: list[tuple[str, Callable[[], Any]]] = []
    if arguments.transport != "tcp":
        servers.append(("dns", lambda: server))
    if arguments.transport != "udp":
        servers.append(("dns+tcp", server.connection))
    return serve_all(arguments, servers)


def dns_client(arguments: argparse.Namespace) -> int:
    """Ask over UDP, and over TCP where the reply is cut, or at once if that is wanted."""
    from reference_impls.dns.client import new_question
    from reference_impls.dns.zone_file import type_called
    from reference_impls.services.address import Address

    address = parsed(functools.partial(Address.parse, usual_port=53), arguments.address)
    kind = type_called(arguments.type)
    if not kind:
        raise Failure(f"unknown type {arguments.type!r}")
    asked, place = new_question(name_of(arguments.name), kind, os.urandom), (address.host, address.port)
    reply = None if arguments.tcp else ask_over_udp(place, asked)
    print("\n".join((reply or ask_over_tcp(place, asked)).lines()))
    return 0


def ask_over_udp(place: tuple[str, int], asked: Asked) -> DnsResponse | None:
    """The reply; None if it is cut."""
    from reference_impls.dns.client import DnsClientOverUdp
    from reference_impls.sansio import Peer
    from reference_impls.shells.threads import exchange

    sock = connected(*place)
    core = DnsClientOverUdp(Peer(*sock.getpeername()[:2]), asked)
    exchange(sock, core)
    if core.reply is None:
        raise Failure(core.error)
    return None if core.is_cut else core.reply


def ask_over_tcp(place: tuple[str, int], asked: Asked) -> DnsResponse:
    """The reply over a connection."""
    from reference_impls.dns.client import DnsClientOverTcp
    from reference_impls.shells.threads import converse

    core = DnsClientOverTcp(asked)
    converse(socket.create_connection(place), core)
    if core.reply is None:
        raise Failure("no reply over TCP")
    return core.reply


def name_of(text: str) -> tuple[bytes, ...]:
    """A domain name; raise Failure if the text is none."""
    from reference_impls.dns.errors import BadZone
    from reference_impls.dns.names import parse

    try:
        return parse(text)
    except (BadZone, ValueError) as reason:
        raise Failure(reason) from None
