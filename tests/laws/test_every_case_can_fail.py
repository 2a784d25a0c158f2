"""The laws of proof (section 8 of the design): the reference conforms, every mutant dies, every row can fail."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.properties import examples_of
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.model import Requirement, Verdict
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_OPCODES
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Connection
from reference_impls.shells import aio, loop, threads
from reference_impls.websocket.server import WebSocketServer
from tests import mutants
from tests.kit.judging import (
    PATIENCE,
    REFERENCES,
    Reference,
    Shell,
    judge,
    judge_core,
    one_of_each,
    reference_of,
    rows_of,
    server,
    serving,
    share,
    told,
)
from tests.liars import LIES, lying, protocol_of_lie
from tests.liars.lie import Lie
from tests.mutants import Mutant
from tests.mutants.consequences import ABOUT_EVERYTHING


def of_protocol(protocol: str, value: object, name: str) -> Any:
    """A value of a test whose kills are counted with all others of a protocol, and so in one process: see conftest."""
    return pytest.param(value, id=f"{protocol}-{name}")


MUTANTS = mutants.load()
EVERY_LIE = [lie for lies in LIES.values() for lie in lies]
ONE_OF_EACH_MUTANT = [of_protocol(reference_of(mutant.core).protocol, mutant, mutant.name) for mutant in MUTANTS]
ONE_OF_EACH_LIE = [of_protocol(protocol_of_lie(lie), lie, lie.__name__) for lie in EVERY_LIE]
EVERY_CASE = [case for reference in REFERENCES.values() for case in reference.cases]
BAD = (Verdict.VIOLATES, Verdict.DEVIATES)
HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)  # what rests on what is broken does not apply
AT_A_TIME = 3  # mutants
FEW = 40  # rows that are tried together
ONE_IN = 16  # rows by which a liar is judged
SOME = 3  # a mutant is judged by a third of the requirements that are not its own
Judge = Callable[[Mutant], dict[str, Outcome]]
killers: dict[str, set[str]] = defaultdict(set)


@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms(protocol: str) -> None:
    assert complaints(REFERENCES[protocol], loop.serve, REFERENCES[protocol].cases) == {}


@pytest.mark.parametrize(("shell", "part"), [(threads.serve, 0), (aio.serve, 2)], ids=["threads", "aio"])
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_on_other_shells(protocol: str, shell: Shell, part: int) -> None:
    reference = REFERENCES[protocol]
    assert complaints(reference, shell, share(reference.cases, part, 4)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("shell", [threads.serve, aio.serve], ids=["threads", "aio"])
@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_reference_conforms_on_every_shell(protocol: str, shell: Shell) -> None:
    assert complaints(REFERENCES[protocol], shell, REFERENCES[protocol].cases) == {}


def complaints(reference: Reference, shell: Shell, rows: Sequence[Case]) -> dict[str, str]:
    """What rows say that do not call the reference conforming."""
    with serving(server(reference.core), shell) as url:
        return told(judge(url, list(rows), patience=2.0))


def hunted(mutant: Mutant) -> dict[str, Outcome]:
    """Judge a mutant, twice if it survives: what others hold of this process may hide what it holds."""
    outcomes = hunted_once(mutant)
    killed = any(outcome.verdict in BAD for outcome in outcomes.values())
    return outcomes if killed else hunted_once(mutant)


def hunted_once(mutant: Mutant) -> dict[str, Outcome]:
    """Judge a mutant by all rows of its requirement that nothing has killed yet, then by others until one kills it."""
    rows, outcomes = rows_of(mutant.violates), dict[str, Outcome]()
    alive = [row for row in rows if row.name not in killers]
    others = [row for row in rows if row.name in killers]
    parts = -(-len(others) // FEW)
    for some in [alive, *(others[part::parts] for part in range(parts))]:
        outcomes |= patiently_judged(mutant, some)
        killed = [name for name, outcome in outcomes.items() if outcome.verdict in BAD]
        for name in killed:
            killers[name].add(mutant.name)
        if killed:
            break
    return outcomes


def patiently_judged(mutant: Mutant, rows: list[Case]) -> dict[str, Outcome]:
    """Judge a mutant; what was inconclusive once more, for the machine may have been busy."""
    outcomes = judge_core(server(mutant.core), rows) if rows else {}
    doubtful = [row for row in rows if outcomes[row.name].verdict is Verdict.INCONCLUSIVE]
    return outcomes | (judge_core(server(mutant.core), doubtful, 5 * PATIENCE) if doubtful else {})


def by_one_of_each(mutant: Mutant) -> dict[str, Outcome]:
    """Judge a mutant by a row of some requirements, other ones for each mutant: of all, it would take an hour.

    Not by properties, which are about everything and take long.
    """
    rows = [case for case in reference_of(mutant.core).cases if not examples_of(case.function)]
    chosen = crc32(mutant.core.__name__.encode())
    some = share(one_of_each(rows, chosen), chosen >> 16, SOME)  # by other bits than those that chose the rows
    return patiently_judged(mutant, some)


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
    with ahead(request, hunted) as outcomes_of:
        yield outcomes_of


@pytest.fixture(scope="module")
def judged_by_one_of_each(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """Outcomes of mutants by a row of each requirement."""
    with ahead(request, by_one_of_each) as outcomes_of:
        yield outcomes_of


@pytest.mark.parametrize("mutant", ONE_OF_EACH_MUTANT)
def test_a_mutant_is_killed_by_a_case_of_its_requirement(mutant: Mutant, judged: Judge) -> None:
    outcomes = judged(mutant)
    killed = any(outcome.verdict in BAD for outcome in outcomes.values())
    assert killed, f"no case noticed: {mutant.core.__doc__} {told(outcomes)}"


@pytest.mark.thorough
@pytest.mark.parametrize("mutant", ONE_OF_EACH_MUTANT)
def test_a_mutant_breaks_no_other_requirement(mutant: Mutant, judged_by_one_of_each: Judge) -> None:
    outcomes = judged_by_one_of_each(mutant)
    blamed = {outcome.case.requirement for outcome in outcomes.values() if outcome.verdict not in HARMLESS}
    others = blamed - {mutant.violates} - set(mutant.also) - ABOUT_EVERYTHING
    assert not others, told(outcomes)


def convicted(lie: Lie, rows: list[Case]) -> set[str]:
    """The names of the rows that a liar fails."""
    with lying(lie) as url:
        outcomes = judge(url, rows)
    killed = {name for name, outcome in outcomes.items() if outcome.verdict in BAD}
    for name in killed:
        killers[name].add(lie.__name__)
    return killed


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted(lie: Lie) -> None:
    """It is judged by a share of the rows, and by those that no mutant has killed."""
    rows = list(REFERENCES[protocol_of_lie(lie)].cases)
    some = share(rows, EVERY_LIE.index(lie), ONE_IN)
    alive = [row for row in rows if row.name not in killers and row not in some]
    assert convicted(lie, some + alive)


@pytest.mark.thorough
@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_liar_is_convicted_by_many_rows(lie: Lie) -> None:
    rows = REFERENCES[protocol_of_lie(lie)].cases
    assert len(convicted(lie, share(rows, EVERY_LIE.index(lie), 4))) > 20


@pytest.mark.parametrize("lie", ONE_OF_EACH_LIE)
def test_a_shameless_liar_fails_the_baseline(lie: Lie) -> None:
    baseline = [case for case in REFERENCES[protocol_of_lie(lie)].cases if case.baseline]
    with lying(lie, shameless=True) as url:
        outcomes = judge(url, baseline)
    for name, outcome in outcomes.items():
        if outcome.verdict in BAD:
            killers[name].add(lie.__name__)


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
    survival = [case for case in reference_of(core).cases if "survival" in case.peers]
    deadly = next(case for case in rows_of(requirement) if row in case.row)
    outcomes = judge_core(server(core), [deadly, *survival])
    for case in survival:
        assert outcomes[case.name].verdict is Verdict.VIOLATES, told(outcomes)
        killers[case.name].add(core.__name__)


@pytest.mark.parametrize("protocol", [of_protocol(name, name, "all") for name in REFERENCES])
def test_every_row_is_killed(protocol: str) -> None:
    """Runs last: a row that neither a mutant nor a liar fails asserts nothing."""
    alive = [case.name for case in REFERENCES[protocol].cases if case.name not in killers]
    assert not alive, "\n".join(alive)


def test_every_row_id_can_be_read_back() -> None:
    """allure-pytest reads ids as Python escapes: one that is none would be lost from its report."""
    assert all(case.row.encode().decode("unicode_escape") is not None for case in EVERY_CASE)
