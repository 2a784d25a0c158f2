"""The laws of proof (docs/verdicts.md): the reference conforms, every mutant dies, every row can fail.

The targets are in this process, without sockets; ``test_over_sockets.py`` shows on samples that sockets change nothing.
"""

from __future__ import annotations

import functools
import time
from typing import Any
from zlib import crc32

import pytest

from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.harness.case.case import Case
from conformance.harness.case.properties import examples_of
from conformance.harness.net.segmentation import Segments
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.model import Requirement, Verdict
from conformance.tcp.rfc862.test_tcp_based_echo_service import OCTETS_COME_BACK
from conformance.udp.rfc862.test_udp_based_echo_service import EMPTY_COMES_BACK
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_OPCODES
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from reference_impls.http.server import HttpServer
from reference_impls.services.echo import EchoOverTcp, EchoOverUdp
from reference_impls.websocket.server import WebSocketServer
from tests import mutants
from tests.kit import samples
from tests.kit.hunt import Hunt, complaints, dead, strays
from tests.kit.judging import (
    PATIENCE,
    by_requirement,
    cases_for,
    every_case,
    judge_over_sockets,
    rows_of,
    share,
    told,
)
from tests.kit.protocols import REFERENCES, reference_of, server
from tests.liars import LIES
from tests.liars.liar import AnyLiar
from tests.mutants import Mutant


def of_protocol(protocol: str, value: object, name: str) -> Any:
    """A value of a test whose kills are counted with all others of a protocol, and so in one process: see conftest."""
    return pytest.param(value, id=f"{protocol}-{name}")


ONE_OF_EACH_MUTANT = [of_protocol(reference_of(mutant.core).protocol, mutant, mutant.name) for mutant in mutants.load()]
EVERY_LIE = [lie for lies in LIES.values() for lie in lies]
ONE_OF_EACH_LIE = [of_protocol(lie.protocol, lie, lie.name) for lie in EVERY_LIE]
of_each_mutant = pytest.mark.parametrize("mutant", ONE_OF_EACH_MUTANT, scope="module")
"""One mutant after the other is judged by all tests with this mark: what it was measured to be is found out once."""

ONE_IN = 16  # rows by which a liar is judged
FEW = 200  # rows that are not shared
SOME = 36  # a mutant is judged by one in so many of the requirements that are not its own
SOME_ROWS = 6  # the reference is judged in segments by one row in so many
HUNT = Hunt()

ARRIVALS = {"in-single-octets": (1, Segments(1, 1)), "in-parts": (7, Segments(5, 3))}
of_any_arrival = pytest.mark.parametrize(("size", "segments"), ARRIVALS.values(), ids=ARRIVALS)


@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms(protocol: str) -> None:
    assert complaints(REFERENCES[protocol], cases_for(protocol)) == {}


@of_any_arrival
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_in_segments(protocol: str, size: int, segments: Segments) -> None:
    """Whatever their size in either direction."""
    rows = cases_for(protocol)
    some = samples.sample(rows, len(rows) // SOME_ROWS, f"{protocol} in segments of {size}")
    assert complaints(REFERENCES[protocol], some, size=size, segments=segments) == {}, samples.told()


@pytest.mark.thorough
@of_any_arrival
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_in_segments_by_every_row(protocol: str, size: int, segments: Segments) -> None:
    assert complaints(REFERENCES[protocol], cases_for(protocol), size=size, segments=segments) == {}


def rows_of_others(mutant: Mutant, some: int) -> list[Case]:
    """A row of each requirement, or of one in ``some``, other ones for each mutant: by all rows, it would take hours.

    Not properties, which are about everything and take long, and no rows that need sockets. Those that judge alone go
    together, all to one mutant in ``some``: what they share, such as the answers to requests of many kinds, takes as
    long for one row as for all.
    """
    chosen = crc32(mutant.core.__name__.encode())
    rows = [alike[chosen % len(alike)] for alike in plain_rows(reference_of(mutant.core).protocol)]
    number = chosen >> 16  # other bits than those that chose the rows
    alone = [case for case in rows if case.alone]
    return share([case for case in rows if not case.alone], number, some) + (alone if number % some == 0 else [])


@functools.cache
def plain_rows(protocol: str) -> list[list[Case]]:
    """The rows of each requirement of a protocol that are no properties and need no sockets."""
    plain = [case for case in cases_for(protocol) if not (examples_of(case.function) or case.sockets)]
    return list(by_requirement(plain).values())


@of_each_mutant
def test_a_mutant_is_killed_by_a_case_of_its_requirement(mutant: Mutant) -> None:
    outcomes = HUNT.hunt(mutant, rows_of(mutant.violates))
    assert dead(outcomes), f"no case noticed: {mutant.core.__doc__} {told(outcomes)}"


@of_each_mutant
def test_a_mutant_breaks_no_other_requirement(mutant: Mutant) -> None:
    outcomes = HUNT.judge(mutant, rows_of_others(mutant, SOME))
    assert not strays(mutant, outcomes), told(outcomes)


@pytest.mark.thorough
@of_each_mutant
def test_a_mutant_breaks_none_of_all_other_requirements(mutant: Mutant) -> None:
    outcomes = HUNT.judge(mutant, rows_of_others(mutant, 1))
    assert not strays(mutant, outcomes), told(outcomes)


def rows_that_bind(lie: type[AnyLiar]) -> list[Case]:
    """The rows of the service that a liar pretends to offer, where its protocol is that of several."""
    given = {**lie.given}
    return [row for row in cases_for(lie.protocol) if row.requirement.section.document.needs.items() <= given.items()]


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted(lie: type[AnyLiar]) -> None:
    """It is judged by a share of the rows, or by all if these are few, and by those that no mutant has killed.

    Most rows may rest on what a liar has not, as EDNS: where the first share does not convict it, others do.
    """
    rows = rows_that_bind(lie)
    some, *others = _shares(rows, EVERY_LIE.index(lie))
    alive = [row for row in HUNT.alive(rows) if row not in some]
    assert HUNT.convict(lie, some + alive) or any(HUNT.convict(lie, other) for other in others)


def _shares(rows: list[Case], first: int) -> list[list[Case]]:
    """All rows in shares, beginning with another one for each number; all in one if they are few."""
    one_in = ONE_IN if len(rows) > FEW else 1
    return [share(rows, first + number, one_in) for number in range(one_in)]


@pytest.mark.thorough
@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted_by_many_rows(lie: type[AnyLiar]) -> None:
    rows = rows_that_bind(lie)
    assert len(HUNT.convict(lie, rows)) > min(40, len(rows) // 12)


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_shameless_liar_fails_the_baseline(lie: type[AnyLiar]) -> None:
    baseline = [case for case in cases_for(lie.protocol) if case.baseline]
    HUNT.convict(lie, baseline, shameless=True)


class Hangs(HttpServer):
    """Stops the whole server for longer than the judge's patience when it meets a space before a colon."""

    def space_before_colon(self, name: bytes) -> None:
        if name.endswith(b" "):
            time.sleep(3 * PATIENCE)
        super().space_before_colon(name)


class HangsAtAFrame(WebSocketServer):
    """Stops the whole server for longer than the judge's patience when it meets a reserved opcode."""

    def check_opcode(self, opcode: int) -> None:
        if opcode == 3:
            time.sleep(3 * PATIENCE)
        super().check_opcode(opcode)


class HangsAtAnOctet(EchoOverTcp):
    """Stops the whole server for longer than the judge's patience when it reads a single 4 (EOT)."""

    def answer(self, octets: bytes) -> bytes:
        if octets == b"\x04":
            time.sleep(3 * PATIENCE)
        return octets


class HangsAtNothing(EchoOverUdp):
    """Stops the whole server for longer than the judge's patience when it meets an empty datagram."""

    def answer(self, datagram: bytes) -> bytes | None:
        if not datagram:
            time.sleep(1.5 * PATIENCE)  # and again for the second one, as the judge repeats what may be lost
        return datagram


class HangsAtAHeader(DnsServer):
    """Stops the whole server for longer than the judge's patience when it meets a header without a question."""

    def read(self, octets: bytes) -> Query:
        if len(octets) == 12:
            time.sleep(3 * PATIENCE)
        return super().read(octets)


@pytest.mark.parametrize(
    "harm",
    [
        of_protocol("http", (Hangs, NO_SPACE_BEFORE_COLON, "X-A : b"), "hangs"),
        of_protocol("websocket", (HangsAtAFrame, RESERVED_OPCODES, "3"), "hangs"),
        of_protocol("tcp", (HangsAtAnOctet, OCTETS_COME_BACK, "x04"), "hangs"),
        of_protocol("udp", (HangsAtNothing, EMPTY_COMES_BACK, ""), "hangs"),
        of_protocol("dns", (HangsAtAHeader, CUT_MESSAGES, "12"), "hangs"),
    ],
)
def test_a_server_that_hangs_does_not_survive(harm: tuple[type[Any], Requirement, str]) -> None:
    core, requirement, row = harm
    survival = [case for case in cases_for(reference_of(core).protocol) if "survival" in case.peers]
    deadly = next(case for case in rows_of(requirement) if row in case.row)
    outcomes = judge_over_sockets(server(core), [deadly, *survival])
    for case in survival:
        assert outcomes[case.name].verdict is Verdict.VIOLATES, told(outcomes)
        HUNT.killers[case.name].add(core.__name__)


@pytest.mark.parametrize("protocol", [of_protocol(name, name, "all") for name in REFERENCES])
def test_every_row_is_killed(protocol: str) -> None:
    """Runs last: a row that neither a mutant nor a liar fails asserts nothing."""
    alive = [case.name for case in HUNT.alive(cases_for(protocol))]
    assert not alive, "\n".join(alive)


def test_every_row_id_can_be_read_back() -> None:
    """allure-pytest reads ids as Python escapes: one that is none would be lost from its report."""
    assert all(case.row.encode().decode("unicode_escape") is not None for case in every_case())
