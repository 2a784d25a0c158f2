"""Services over TCP whose octets drip: what they are told of, and that judging them takes a bounded time."""

from __future__ import annotations

import contextlib

import pytest

from conformance.tcp.facts import DRIPS
from reference_impls.sansio import Connection, TimedOut, Wait
from reference_impls.services.echo import EchoOverTcp
from reference_impls.services.quote import QuoteOverTcp
from tests.kit.judging import cases, judge_measured
from tests.kit.measured import measured_kind, rows_for
from tests.variants.tcp.echo import Thinks, pause

INTERVAL, MOST = 0.1, 30.0  # seconds between two octets, and of judging one row


class Dripping(EchoOverTcp):
    """Sends back an octet each tenth of a second."""

    def run(self) -> Wait:
        while True:
            octets = yield from self.read_exactly(1)
            self.send(octets)
            yield from pause(self, INTERVAL)


class DripsAQuote(QuoteOverTcp):
    """Sends a quote that has no end, an octet each tenth of a second."""

    patience = INTERVAL

    def run(self) -> Wait:
        while not self.ended:
            self.send(b"x")
            with contextlib.suppress(TimedOut):
                yield


@pytest.mark.parametrize("core", [Dripping, DripsAQuote])
def test_that_octets_drip_is_measured(core: type[Connection]) -> None:
    assert DRIPS in measured_kind(core)[0].measured


def test_a_server_that_thinks_first_does_not_drip() -> None:
    assert DRIPS not in measured_kind(Thinks)[0].measured


def test_no_row_reads_long_what_drips() -> None:
    rows = [row for row in rows_for(Dripping, cases("conformance/tcp/rfc862")) if "reads_a_few_octets" in row.name]
    outcomes = judge_measured(measured_kind(Dripping), rows)
    assert outcomes
    assert {name: one.seconds for name, one in outcomes.items() if one.seconds > MOST} == {}
