"""The laws of proof (docs/verdicts.md): the reference conforms, every mutant dies, every row can fail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.case.properties import examples_of
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.model import Requirement, Verdict
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_OPCODES
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Connection
from reference_impls.shells import aio, loop, threads
from reference_impls.websocket.server import WebSocketServer
from tests import mutants
from tests.kit.hunt import Hunt, complaints, dead, strays
from tests.kit.judging import (
    PATIENCE,
    cases_for,
    every_case,
    judge_core,
    one_of_each,
    rows_of,
    share,
    told,
)
from tests.kit.protocols import REFERENCES, reference_of, server
from tests.kit.serving import Shell
from tests.liars import LIES, protocol_of_lie
from tests.liars.lie import Lie
from tests.mutants import Mutant


def of_protocol(protocol: str, value: object, name: str) -> Any:
    """A value of a test whose kills are counted with all others of a protocol, and so in one process: see conftest."""
    return pytest.param(value, id=f"{protocol}-{name}")


MUTANTS = mutants.load()
EVERY_LIE = [lie for lies in LIES.values() for lie in lies]
ONE_OF_EACH_MUTANT = [of_protocol(reference_of(mutant.core).protocol, mutant, mutant.name) for mutant in MUTANTS]
ONE_OF_EACH_LIE = [of_protocol(protocol_of_lie(lie), lie, lie.__name__) for lie in EVERY_LIE]
AT_A_TIME = 3  # mutants
ONE_IN = 16  # rows by which a liar is judged
SOME = 3  # a mutant is judged by a third of the requirements that are not its own
Judge = Callable[[Mutant], dict[str, Outcome]]
HUNT = Hunt()


@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms(protocol: str) -> None:
    assert complaints(REFERENCES[protocol], loop.serve, cases_for(protocol)) == {}


@pytest.mark.parametrize(("shell", "part"), [(threads.serve, 0), (aio.serve, 2)], ids=["threads", "aio"])
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_on_other_shells(protocol: str, shell: Shell, part: int) -> None:
    assert complaints(REFERENCES[protocol], shell, share(cases_for(protocol), part, 4)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("shell", [threads.serve, aio.serve], ids=["threads", "aio"])
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_on_every_shell(protocol: str, shell: Shell) -> None:
    assert complaints(REFERENCES[protocol], shell, cases_for(protocol)) == {}


def by_one_of_each(mutant: Mutant) -> dict[str, Outcome]:
    """Judge a mutant by a row of some requirements, other ones for each mutant: of all, it would take an hour.

    Not by properties, which are about everything and take long.
    """
    rows = [case for case in cases_for(reference_of(mutant.core).protocol) if not examples_of(case.function)]
    chosen = crc32(mutant.core.__name__.encode())
    some = share(one_of_each(rows, chosen), chosen >> 16, SOME)  # by other bits than those that chose the rows
    return HUNT.judge(mutant, some)


@contextmanager
def ahead(request: pytest.FixtureRequest, judge_one: Judge) -> Iterator[Judge]:
    """Outcomes of the mutants of a module: a few are judged at a time, for they wait more than they compute."""
    named = [getattr(item, "callspec", None) for item in request.session.items if item.path == request.path]
    wanted = [spec.params["mutant"] for spec in named if spec and "mutant" in spec.params]
    begun: dict[type[Connection], dict[str, Future[dict[str, Outcome]]]] = {}

    def outcomes_of(mutant: Mutant) -> dict[str, Outcome]:
        core = reference_of(mutant.core).core
        if core not in begun:  # those of another protocol may be another process's business
            alike = [one for one in wanted if issubclass(one.core, core)]
            begun[core] = {one.name: pool.submit(judge_one, one) for one in alike}
        return begun[core][mutant.name].result()

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield outcomes_of
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def judged(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """Outcomes of mutants by the rows of what they violate."""
    with ahead(request, HUNT.hunt) as outcomes_of:
        yield outcomes_of


@pytest.fixture(scope="module")
def judged_by_one_of_each(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """Outcomes of mutants by a row of each requirement."""
    with ahead(request, by_one_of_each) as outcomes_of:
        yield outcomes_of


@pytest.mark.parametrize("mutant", ONE_OF_EACH_MUTANT)
def test_a_mutant_is_killed_by_a_case_of_its_requirement(mutant: Mutant, judged: Judge) -> None:
    outcomes = judged(mutant)
    assert dead(outcomes), f"no case noticed: {mutant.core.__doc__} {told(outcomes)}"


@pytest.mark.thorough
@pytest.mark.parametrize("mutant", ONE_OF_EACH_MUTANT)
def test_a_mutant_breaks_no_other_requirement(mutant: Mutant, judged_by_one_of_each: Judge) -> None:
    outcomes = judged_by_one_of_each(mutant)
    assert not strays(mutant, outcomes), told(outcomes)


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted(lie: Lie) -> None:
    """It is judged by a share of the rows, and by those that no mutant has killed."""
    rows = cases_for(protocol_of_lie(lie))
    some = share(rows, EVERY_LIE.index(lie), ONE_IN)
    alive = [row for row in HUNT.alive(rows) if row not in some]
    assert HUNT.convict(lie, some + alive)


@pytest.mark.thorough
@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted_by_many_rows(lie: Lie) -> None:
    rows = cases_for(protocol_of_lie(lie))
    assert len(HUNT.convict(lie, share(rows, EVERY_LIE.index(lie), 4))) > 20


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_shameless_liar_fails_the_baseline(lie: Lie) -> None:
    baseline = [case for case in cases_for(protocol_of_lie(lie)) if case.baseline]
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


@pytest.mark.parametrize(
    "harm",
    [
        of_protocol("http", (Hangs, NO_SPACE_BEFORE_COLON, "X-A : b"), "hangs"),
        of_protocol("websocket", (HangsAtAFrame, RESERVED_OPCODES, "3"), "hangs"),
    ],
)
def test_a_server_that_hangs_does_not_survive(harm: tuple[type[Connection], Requirement, str]) -> None:
    core, requirement, row = harm
    survival = [case for case in cases_for(reference_of(core).protocol) if "survival" in case.peers]
    deadly = next(case for case in rows_of(requirement) if row in case.row)
    outcomes = judge_core(server(core), [deadly, *survival])
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
