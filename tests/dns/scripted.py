"""DNS servers for tests of the judge, which answer by a function."""

from __future__ import annotations

import dataclasses

from conformance.dns.peer import Dns
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from reference_impls.sansio import Datagrams
from tests.kit.in_process import InProcess
from tests.kit.measured import NOWHERE, PROTOCOLS, target_at
from tests.kit.virtual_clock import VirtualClock

PATIENCE = 2.0  # seconds of the virtual clock


class OverDatagrams(InProcess):
    """The target holds nothing for a socket."""

    has_connections = False


def target_of(core: Datagrams, clock: VirtualClock, **given: str) -> Target:
    """A server in this process; ``given`` are capabilities without ``dns.``."""
    spec = dataclasses.replace(PROTOCOLS["dns"], transport=OverDatagrams(lambda: core, clock))
    place = dataclasses.replace(NOWHERE["dns"].url, port=53)
    return target_at(place, spec, PATIENCE, given={f"dns.{name}": value for name, value in given.items()})


def client_of(core: Datagrams, clock: VirtualClock, scheme: str = "dns") -> Dns:
    """A client of a server in this process."""
    target = target_of(core, clock)
    url = dataclasses.replace(target.url, scheme=scheme)
    return Dns(Attempt(dataclasses.replace(target, url=url), PATIENCE))


def reply_to(query: bytes, rcode: int = 0) -> bytes:
    """The query with QR set, and a code."""
    return query[:2] + bytes([query[2] | 0x80, rcode]) + query[4:]
