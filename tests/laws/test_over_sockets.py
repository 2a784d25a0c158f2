"""Over sockets the laws of proof hold as they do in one process, on every shell, for samples of mutants and liars.

A busy machine may leave a row over sockets inconclusive. Else it must end as it does in process.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.model import Verdict
from reference_impls.shells import aio, loop, threads
from tests import mutants
from tests.kit import samples
from tests.kit.hunt import complaints_over_sockets, dead, judge_liar
from tests.kit.judging import PATIENCE, cases_for, every_case, judge, judge_kind, judge_over_sockets, rows_of
from tests.kit.protocols import REFERENCES, reference_of, server
from tests.kit.serving import Shell
from tests.liars import LIES, lying
from tests.liars.liar import AnyLiar
from tests.mutants import Mutant
from tests.mutants.dns.rfc1123.s06_1_3_2 import HasLittleTimeForTcp
from tests.mutants.dns.rfc7766 import Sharing as DnsSharing
from tests.mutants.dns.rfc7873.s04_2 import HasOneCookie
from tests.mutants.dns.robustness.names import Stops
from tests.mutants.http.rfc9110.s13_1_2 import HasTwoTagsByTurns
from tests.mutants.http.rfc9112.s07_1 import WantsLinesInTwoSegments, WantsOneSegment
from tests.mutants.http.robustness.s3 import Suffers
from tests.mutants.http.robustness.s9 import IsUpsetForAWhile
from tests.mutants.tcp import Sharing
from tests.mutants.tcp.rfc862 import tcp as echo
from tests.mutants.tcp.rfc862.tcp import ForgetsWhatItCollects, SaysThatItIsThere
from tests.mutants.tcp.rfc863 import tcp as discard
from tests.mutants.tcp.rfc864.tcp import HasNoPatience
from tests.mutants.websocket.robustness.s3 import ReadsOnlyOnce

SHELLS = {"threads": threads.serve, "loop": loop.serve, "aio": aio.serve}
REMEMBERING = (HasTwoTagsByTurns, Suffers, IsUpsetForAWhile, Sharing, DnsSharing, Stops)
"""Mutants that remember from one connection to the next: over sockets, rows run beside each other."""

OF_THEIR_OWN_TIME = (
    ForgetsWhatItCollects,
    HasNoPatience,
    HasLittleTimeForTcp,
    HasOneCookie,  # its cookies have the time in them, as those of RFC 9018
    SaysThatItIsThere,
    echo.GivesUpIdleClients,
    discard.GivesUpIdleClients,
)
"""Mutants whose defect depends on a time: over sockets it passes otherwise than on the virtual clock."""

OF_ARRIVALS = (WantsOneSegment, WantsLinesInTwoSegments, ReadsOnlyOnce)
"""Mutants that count on what arrives together: over sockets, the system may join segments."""

MUTANTS = [
    mutant
    for mutant in mutants.load()
    if any(not row.sockets for row in rows_of(mutant.violates))
    and not issubclass(mutant.core, (*REMEMBERING, *OF_THEIR_OWN_TIME, *OF_ARRIVALS))
]
SOME_MUTANTS = samples.sample(MUTANTS, 24, "mutants")
EVERY_LIE = [lie for lies in LIES.values() for lie in lies]
SOME_LIES = samples.sample(EVERY_LIE, 4, "liars")
FEW_SERVERS = 2  # of a reference that has several: each is measured, which takes patiences
ROWS = 60  # by which one of them is judged
PATIENT = 5 * PATIENCE  # seconds, for a busy machine

NEED_SOCKETS = {
    "test_clients_leave_nothing_behind": "what a process holds",
    "test_connections_leave_nothing_behind": "what a process holds",
    "test_it_survives_every_case": "a process that may end",
    "test_it_survives_every_client": "a process that may end",
    "test_memory_is_bounded_for_a_client_that_does_not_read": "the memory of a process",
    "test_octets_around_an_urgent_one_come_back": "urgent data",
    "test_no_datagram_ends_the_service": "a process that may end",
    "test_no_message_ends_the_server": "a process that may end",
    "test_the_next_connection_is_served_after_urgent_data": "urgent data",
    "test_the_target_survives_every_case": "a process that may end",
}
FIN_OR_RST = "the kernel sends RST where octets are unread at the close, and these may have arrived by then or not"
ONE_ADDRESS = "over sockets the tests bind servers to one address, in process they have all"
AT_ONCE = "over sockets, clients of several rows are served at once: one that disturbs others breaks what this rests on"
STOPS = "over sockets, a server that stops serving for all clients is taken for one that has ended"
A_MOMENT = "what must not come is waited for a moment, in which a busy machine may not have sent it"
DIFFER = {
    "test_octets_that_are_sent_one_by_one_come_back": "single octets may arrive together",
    "test_nothing_comes_back": A_MOMENT,
    "test_nothing_comes_unasked": A_MOMENT,
    "test_content_that_was_held_back_for_a_100_is_not_answered": "what comes late may arrive with the rest",
    "test_a_hundred_clients_get_their_own_data": AT_ONCE,
    "test_data_comes_back_on_both_address_families": ONE_ADDRESS,
    "test_each_address_answers_for_itself": ONE_ADDRESS,
    "test_it_serves_on_after_an_odd_datagram": STOPS,
    "test_it_serves_on_after_many_datagrams": STOPS,
    "test_it_serves_on_after_the_largest_datagrams": STOPS,
    "test_it_serves_on_when_a_client_is_gone": "a core over sockets is not told that a client is gone",
    "test_tcp_is_closed_with_fin": FIN_OR_RST,
    "test_tcp_is_closed_with_fin_although_more_came": FIN_OR_RST,
    "test_the_close_of_a_failure_is_not_followed_by_a_reset": FIN_OR_RST,
    "test_two_clients_in_turns_get_their_own_data": AT_ONCE,
}
"""The cases that end otherwise over sockets for some mutant or liar, each with the reason."""


def name_of(mutant: Mutant) -> str:
    return f"{reference_of(mutant.core).protocol}-{mutant.name}"


@pytest.mark.parametrize("shell", SHELLS.values(), ids=SHELLS)
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_on_every_shell(protocol: str, shell: Shell) -> None:
    rows = cases_for(protocol)
    some = samples.sample(rows, len(rows) // 12, f"{protocol} {shell.__module__}")
    servers = samples.sample(REFERENCES[protocol].cores, FEW_SERVERS, f"{protocol} servers {shell.__module__}")
    assert complaints_over_sockets(REFERENCES[protocol], shell, some, servers) == {}, samples.told()


@pytest.mark.thorough
@pytest.mark.parametrize("shell", SHELLS.values(), ids=SHELLS)
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_by_every_row(protocol: str, shell: Shell) -> None:
    assert complaints_over_sockets(REFERENCES[protocol], shell, cases_for(protocol)) == {}


@pytest.mark.parametrize("mutant", SOME_MUTANTS, ids=name_of)
def test_the_same_rows_kill_a_mutant(mutant: Mutant) -> None:
    kill_the_same(mutant, ROWS)


@pytest.mark.thorough
@pytest.mark.parametrize("mutant", MUTANTS, ids=name_of)
def test_the_same_rows_kill_every_mutant(mutant: Mutant) -> None:
    kill_the_same(mutant, 5 * ROWS)


def kill_the_same(mutant: Mutant, most: int) -> None:
    """Judge a mutant by at most so many rows of its requirement, in process and over sockets."""
    quick = [row for row in rows_of(mutant.violates) if not row.sockets]
    rows = samples.sample(quick, most, mutant.name)
    over_sockets = judge_over_sockets(server(mutant.core), rows, PATIENT, reference_of(mutant.core).given(mutant.core))
    assert differences(judge_kind(mutant.core, rows), over_sockets) == {}, samples.told()


@pytest.mark.parametrize("lie", SOME_LIES, ids=lambda lie: f"{lie.protocol}-{lie.name}")
def test_a_liar_is_convicted_by_the_same_rows(lie: type[AnyLiar]) -> None:
    rows = samples.sample([row for row in cases_for(lie.protocol) if not row.sockets], ROWS, lie.name)
    with lying(lie) as url:
        over_sockets = judge(url, rows, PATIENT, given=lie.given)
    # in this process, liars are judged without regard to what a row rests on: they violate most of that
    compared = {name: one for name, one in over_sockets.items() if not one.message.startswith("rests on ")}
    in_process = judge_liar(lie, [row for row in rows if row.name in compared])
    assert differences(in_process, compared) == {}, samples.told()


def differences(in_process: dict[str, Outcome], over_sockets: dict[str, Outcome]) -> dict[str, str]:
    """The rows that fail in one of the two ways of judging only, and with what; but for those that ``DIFFER``."""
    unclear = {name for name, outcome in over_sockets.items() if outcome.verdict is Verdict.INCONCLUSIVE}
    names = (dead(in_process) ^ dead(over_sockets)) - unclear
    return {
        name: f"{said(in_process[name])} in process, {said(over_sockets[name])} over sockets"
        for name in sorted(names)
        if name.partition("::")[2].partition("[")[0] not in DIFFER
    }


def said(outcome: Outcome) -> str:
    return f"{outcome.verdict.value} ({outcome.message})"


def test_rows_that_need_sockets_are_listed() -> None:
    assert marked(every_case()) == NEED_SOCKETS


def marked(rows: Sequence[Case]) -> dict[str, str]:
    """The reason that the mark of each function gives."""
    marks = [(row.function, mark) for row in rows for mark in getattr(row.function, "pytestmark", [])]
    return {function.__name__: mark.args[0] for function, mark in marks if mark.name == "sockets"}


def test_samples_are_chosen_by_the_seed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first = samples.sample(range(1000), 10, "a")
    assert first == samples.sample(range(1000), 10, "a") != samples.sample(range(1000), 10, "b")
    samples.seed.cache_clear()
    monkeypatch.setenv(samples.VARIABLE, "1")
    assert samples.sample(range(1000), 10, "a") != first
    assert samples.told().endswith("LAWS_SEED=1")
    samples.seed.cache_clear()
