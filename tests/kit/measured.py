"""Servers as targets: what is known of them, and what is found out before the first row judges them."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from conformance.harness.case.case import Case
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.case.target import Target
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import discover, measure, measure_behaviour, recognize
from conformance.harness.targets.protocols import protocols
from conformance.model import TargetGone
from tests.kit.documents import documents_anew
from tests.kit.in_process import InProcess
from tests.kit.protocols import Core, reference_of, server
from tests.kit.virtual_clock import VirtualClock

VIRTUAL_PATIENCE = 2.0  # seconds that cost nothing
JOBS = 16

Server = Callable[[Callable[[], float]], Core]
Measured = tuple[Target, list[Any]]  # with what was found out about it, and the messages that it sent meanwhile

PROTOCOLS = {protocol.name: protocol for protocol in protocols()}
NOWHERE = {name: Target(Url(next(iter(p.ports)), "127.0.0.1", 1), p) for name, p in PROTOCOLS.items()}


def rows_for(kind: type[Any], chosen: Iterable[Case]) -> list[Case]:
    """Those of the rows that bind servers of a kind: of several services, each has rows of its own."""
    given = reference_of(kind).given(kind)
    return [row for row in chosen if row.requirement.section.document.needs.items() <= {**given}.items()]


def measured_in_process(
    make: Server,
    protocol: str,
    size: int = 0,
    segments: Segments | None = None,
    given: Mapping[str, str] = MappingProxyType({}),
) -> Measured:
    """Measure a server in this process; return it as a target, and the messages that it sent meanwhile."""
    clock = VirtualClock()
    spec = dataclasses.replace(PROTOCOLS[protocol], transport=InProcess(make(clock.today), clock, size))
    place = dataclasses.replace(NOWHERE[protocol].url, port=8080)
    return measured(target_at(place, spec, VIRTUAL_PATIENCE, segments, given), JOBS)


def measured_kind(kind: type[Any]) -> Measured:
    """Measure a server of a kind in this process."""
    reference = reference_of(kind)
    return measured_in_process(partial(server, kind), reference.protocol, given=reference.given(kind))


def afresh(kind: type[Any], measured: Measured) -> Measured:
    """The same facts, of a server that has served nobody yet: what a mutant remembers is not for the next judgement."""
    target, received = measured
    clock = VirtualClock()
    protocol = dataclasses.replace(target.protocol, transport=InProcess(server(kind, clock.today), clock))
    return dataclasses.replace(target, protocol=protocol), received


def target_at(
    url: Url,
    protocol: ProtocolSpec,
    patience: float,
    segments: Segments | None = None,
    given: Mapping[str, str] = MappingProxyType({}),
) -> Target:
    return Target(
        url,
        protocol,
        name="target",
        capabilities={**protocol.assumed(url), **given},
        patience=patience,
        quick=patience,
        segments=segments,
        materials={"docroot": str(documents_anew().base)} if "{docroot}" in protocol.reference else {},
        pid=os.getpid,  # what is judged lives in this process
    )


def measured(target: Target, jobs: int) -> Measured:
    """The target with what is found out about it, and the messages that it sent meanwhile."""
    try:
        known = recognize(target)
    except TargetGone as error:  # a run ends here
        return dataclasses.replace(target, baseline_error=str(error)), []
    found = measure(known.target, jobs)
    if found.target.baseline_error:
        return found.target, known.received + found.received
    more = discover(found.target)
    all_of_it = measure_behaviour(more.target)
    return all_of_it.target, known.received + found.received + more.received + all_of_it.received
