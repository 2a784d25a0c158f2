"""Turn pytest's items into cases: which are collected, for which target, in which order."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Container, Generator
from pathlib import Path

import pytest

from conformance.harness.case.attempt import MAX_CONNECTIONS
from conformance.harness.case.case import Case
from conformance.harness.case.properties import USUAL, Search
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.case.target import Target
from conformance.harness.engine.budget import in_rank_order
from conformance.harness.engine.causes import causes_of
from conformance.harness.process import keeping_new_objects_from_gc
from conformance.harness.runner import seams
from conformance.harness.runner.known import Declared, check_known
from conformance.harness.runner.pace import pace_lines
from conformance.harness.runner.uncollected import uncollected_causes
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.protocols import protocol_of, protocols
from conformance.harness.targets.settings import Settings
from conformance.model import Requirement

TARGET = "conformance_target"  # the fixture that is parametrized with the targets of a run
CASE = pytest.StashKey[Case]()


class CollectionPlugin:
    """Registered beside ``Run``: binds every item to its target, and makes a case of it."""

    def __init__(
        self, config: pytest.Config, settings: Settings, targets: Targets, known: list[Declared], judges: bool
    ) -> None:
        self.config, self.settings, self.targets, self.known, self.judges = config, settings, targets, known, judges
        self.causes: list[Case] = []  # on which the collected ones rest; these may not be among them
        self.deselected: list[pytest.Item] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Hide the items from the garbage collector, which took a third of the time: all stay in memory."""
        with keeping_new_objects_from_gc():
            return (yield)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Skip the files of protocols that no target speaks, except files that the command line names."""
        package = protocol_of(collection_path)
        return True if package and package not in self._spoken_protocols else None

    @functools.cached_property
    def _spoken_protocols(self) -> frozenset[str]:
        """The protocols that the targets speak; as long as no target was contacted, those that they may speak."""
        if self.targets.targets:
            return frozenset(target.protocol.name for target in self.targets.targets)
        schemes = {url.scheme for url in self.settings.urls}
        if schemes and "" not in schemes:
            return frozenset(protocol.name for protocol in protocols() if not schemes.isdisjoint(protocol.ports))
        return frozenset(protocol.name for protocol in self.settings.protocols)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Judge every case on each target, if there are several."""
        if len(self.targets.names) > 1 and TARGET in metafunc.fixturenames:
            requirement = _requirement(metafunc.definition)
            names = self.targets.names_for(protocol_of(metafunc.definition.path), requirement.section.document.needs)
            metafunc.parametrize(TARGET, names or self.targets.names, indirect=True, scope="session")

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.deselected += items

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        by_others = list(self.deselected)
        self._leave_out(items, [item for item in items if not self._is_wanted(item)])
        items.sort(key=_runs_alone)
        if self.judges:
            self._make_cases(session, items, by_others)
            check_known(self.known, self.settings.known)
            if self.settings.budget:  # pytest asks for the outcomes in the order in which the rows run
                _sort_by_rank(items)
                seams.print_no_file_names(self.config)
        else:
            for item in items:  # refuse a case of the wrong form even if none is judged
                _requirement(item)
                _max_connections(item)
                _peers(item, _spec(item).peers)

    def _make_cases(self, session: pytest.Session, items: list[pytest.Item], by_others: list[pytest.Item]) -> None:
        """Make a case of each item, and of those deselected by others, or not collected, on which these rest."""
        for index, item in enumerate(items):
            item.stash[CASE] = self._case_of(item, index)
        causes = causes_of(item.stash[CASE] for item in items)
        left_out = uncollected_causes(session, causes, by_others)
        self.causes = [self._case_of(item, -1) for item in left_out if self._is_wanted(item)]
        for item in items:  # not before: the rows of a function share the names that tell which peers a case needs
            seams.leave_out_fixtures(item)

    def _case_of(self, item: pytest.Item, index: int) -> Case:
        target = self._target_of(item)
        assert target is not None, "a run has a target"
        return case_of(item, index, target, self.settings.search)

    def _is_wanted(self, item: pytest.Item) -> bool:
        """Whether the target of an item speaks its protocol, and a case that only ``--thorough`` runs is asked for."""
        heavy = item.get_closest_marker("heavy") and not self.settings.thorough
        return not heavy and not self._is_for_another_protocol(item)

    def pytest_report_collectionfinish(self, items: list[pytest.Item]) -> list[str]:
        """Say why nothing is judged, if the arguments name only cases of protocols that no target speaks."""
        wanted = {protocol.name for protocol in self.settings.protocols}
        if items or not wanted.isdisjoint(self._spoken_protocols):
            cases = [item.stash[CASE] for item in items if CASE in item.stash]  # none where a case has a wrong form
            return pace_lines(cases, self.settings.budget) if cases else []
        if not wanted:
            return ["no case to judge: the arguments name no part of a protocol"]
        named, spoken = ", ".join(sorted(wanted)), ", ".join(sorted(self._spoken_protocols))
        return [f"no case to judge: the cases named are for {named}, but the target speaks {spoken}"]

    def _leave_out(self, items: list[pytest.Item], some: list[pytest.Item]) -> None:
        if some:
            self.config.hook.pytest_deselected(items=some)
            left_out = set(some)
            items[:] = [item for item in items if item not in left_out]

    def _is_for_another_protocol(self, item: pytest.Item) -> bool:
        target = self._target_of(item)
        return target is not None and target.protocol.name != protocol_of(item.path)

    def _target_of(self, item: pytest.Item) -> Target | None:
        """The target that a case is judged on; ``None`` if no target was contacted yet."""
        targets = self.targets.targets
        name = target_name_of(item)
        if not name or not targets:
            return targets[0] if targets else None
        return next(target for target in targets if target.name == name)


def _sort_by_rank(items: list[pytest.Item]) -> None:
    """Put the items into the order in which a run of limited time judges them; their indices stay."""
    cases = {item.nodeid: item.stash[CASE] for item in items}
    order = {case.name: place for place, case in enumerate(in_rank_order(cases.values()))}
    last = {name for name, case in cases.items() if not case.target.protocol.alone.isdisjoint(case.peers)}
    items.sort(key=lambda item: (item.nodeid in last, order[item.nodeid]))


def target_name_of(item: pytest.Item) -> str:
    """The name of the target that an item is for; empty if there is only one."""
    return str(seams.parameters(item).get(TARGET, ""))


def _spec(item: pytest.Item) -> ProtocolSpec:
    """The protocol that a case is of."""
    name = protocol_of(item.path)
    for protocol in protocols():
        if protocol.name == name:
            return protocol
    raise pytest.UsageError(f"{item.nodeid}: {name} is no protocol, for it has no protocol.py")


def _row(item: pytest.Item, target: str) -> str:
    """The text in the brackets of a node id, without the name of the target."""
    row = item.name.partition("[")[2].removesuffix("]")
    return row.removeprefix(target).removeprefix("-") if target else row  # a row itself may begin with a hyphen


def case_of(item: pytest.Item, index: int, target: Target, search: Search = USUAL) -> Case:
    """Make a case of an item and a target; ``index`` is its place in the order of collection."""
    assert isinstance(item, pytest.Function)
    values = seams.parameters(item)
    name = str(values.pop(TARGET, ""))
    return Case(
        name=item.nodeid,
        index=index,
        function=item.function,
        values=values,
        peers=_peers(item, target.protocol.peers),
        requirement=_requirement(item),
        target=target,
        alone=_runs_alone(item),
        baseline=item.get_closest_marker("baseline") is not None,
        row=_row(item, name),
        heavy=item.get_closest_marker("heavy") is not None,
        sockets=item.get_closest_marker("sockets") is not None,
        search=search,
        max_connections=_max_connections(item),
        is_cause=item.get_closest_marker("cause") is not None,
        rests_on=_rests_on(item),
    )


def _requirement(item: pytest.Item) -> Requirement:
    marker = item.get_closest_marker("verifies")
    if marker is None or len(marker.args) != 1 or not isinstance(marker.args[0], Requirement):
        raise pytest.UsageError(f"{item.nodeid} verifies no requirement")
    return marker.args[0]


def _rests_on(item: pytest.Item) -> tuple[Requirement, ...]:
    """What the marks ``rests_on`` of a case, and of one of its rows, name."""
    return tuple(dict.fromkeys(requirement for mark in item.iter_markers("rests_on") for requirement in mark.args))


def _max_connections(item: pytest.Item) -> int:
    """How many connections one attempt at a case may open: what its mark ``connections`` says, or the usual number."""
    marker = item.get_closest_marker("connections")
    if marker is None:
        return MAX_CONNECTIONS
    match marker.args:
        case (int(count),) if count > 0 and not marker.kwargs:
            return count
    raise pytest.UsageError(f"{item.nodeid}: the mark connections takes one number, as in connections(500)")


def _peers(item: pytest.Item, peers_made: Container[str]) -> tuple[str, ...]:
    """The peers of a case: the arguments that are no parametrize values."""
    assert isinstance(item, pytest.Function)
    values = seams.parameters(item)
    peers = tuple(argument for argument in _arguments(item.function) if argument not in values)
    if unknown := ", ".join(peer for peer in peers if peer not in peers_made):
        raise pytest.UsageError(f"{item.nodeid}: asks for {unknown}, which the harness does not make")
    return peers


@functools.cache
def _arguments(function: Callable[..., None]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


def _runs_alone(item: pytest.Item) -> bool:
    """Whether a case runs by itself after all others, because it judges the whole run or puts load on the target."""
    names = seams.fixture_names(item)
    return item.get_closest_marker("alone") is not None or not _peers_of_last_cases().isdisjoint(names)


@functools.cache
def _peers_of_last_cases() -> frozenset[str]:
    """Peers whose cases run by themselves, after all others."""
    return frozenset(name for protocol in protocols() for name in protocol.alone)
