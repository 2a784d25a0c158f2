"""Finds the targets of a run before its first case: starts them and finds out what they speak and offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets.examination import NotServed, examine
from conformance.harness.targets.identification import candidates_for, how_to_name, identified
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.launched import LaunchedTarget, launched_pid
from conformance.harness.targets.launches import Launches
from conformance.harness.targets.lifecycle import ExternalTarget, Lifecycle
from conformance.harness.targets.planned import PlannedTarget, planned_targets
from conformance.harness.targets.protocols import protocols
from conformance.harness.targets.reachability import Unreachable, reach, transports_of
from conformance.harness.targets.resources import footprint
from conformance.harness.targets.settings import Settings


@dataclass(frozen=True)
class NotStarted:
    """One of several launched targets that cannot be judged, and why, with the end of its output."""

    name: str
    title: str
    why: str

    def describe(self) -> dict[str, Any]:
        """What reports say of it, in the form of a target that was judged."""
        texts = dict.fromkeys(("target", "protocol", "server", "launch", "baseline_error", "host"), "")
        numbers = dict.fromkeys(("jobs", "patience", "quick", "max_busy"), 0)
        tables: dict[str, Any] = {name: {} for name in ("capabilities", "missing", "measured", "materials")}
        return {**texts, **numbers, **tables, "name": self.name, "title": self.title, "remarks": [], "error": self.why}


class Targets:
    """The targets of a run, and the processes that were started for them."""

    def __init__(self, settings: Settings, scratch: Path) -> None:
        self.settings, self.scratch = settings, scratch
        self.wanted = settings.protocols  # whose cases were asked for
        self.planned = planned_targets(settings)
        self.targets: list[Target] = []
        self.not_started: list[NotStarted] = []
        self.launches = Launches(scratch, settings.materials, transports_of(self.wanted))
        self.received: dict[str, list[Any]] = {}  # by the name of the target: messages of before the first case

    @property
    def names(self) -> list[str]:
        """The names that tell the targets apart in ids; known before any target is contacted."""
        return [planned.name for planned in self.planned]

    def names_for(self, protocol: str, needs: Mapping[str, str] = MappingProxyType({})) -> list[str]:
        """The names of the targets that cases of a protocol are for, as far as that is known yet.

        Once the targets were contacted, all of them if none speaks the protocol. Left out are reference servers that
        are known not to be what the cases need.
        """
        others = {one.name for one in self.planned if any(one.given.get(n, v) != v for n, v in needs.items())}
        if self.targets:
            speak = [target.name for target in self.targets if target.protocol.name == protocol]
            return [name for name in speak or [target.name for target in self.targets] if name not in others]
        return [one.name for one in self.planned if one.protocol in ("", protocol) and one.name not in others]

    def open(self) -> None:
        """Start the targets that are to be launched, then measure all of them.

        Raises ``Unreachable``, ``CannotLaunch`` and ``NotServed``; of several that are launched, only if none is left.
        """
        for planned in self.planned:
            try:
                self.targets.append(self._look_at(planned))
            except (CannotLaunch, Unreachable, NotServed) as error:
                if len(self.settings.launch) < 2:
                    raise
                self._leave_out(planned, str(error))
        if not self.targets and self.not_started:
            raise CannotLaunch("\n".join(one.why for one in self.not_started))

    def _leave_out(self, planned: PlannedTarget, why: str) -> None:
        """Note that a target cannot be judged, and end its process."""
        self.launches.stop_one(planned.name)
        self.not_started.append(NotStarted(planned.name, planned.title, why))

    def close(self) -> None:
        """Stop every process that was started."""
        self.launches.stop()

    def facts(self) -> list[dict[str, Any]]:
        """What a worker of pytest-xdist needs to judge the same targets."""
        return [
            {
                "url": vars(t.url),
                "protocol": t.protocol.name,
                "facts": t.facts(),
                "launched": t.name in self.launches.launchers,
            }
            for t in self.targets
        ]

    def adopt(self, facts: list[dict[str, Any]], workers: int) -> None:
        """In one of several workers: take over the targets that the controller found, with a share of their jobs."""
        for fact in facts:
            known = {**fact["facts"], "jobs": max(1, fact["facts"]["jobs"] // workers)}
            target = self.known(Url(**fact["url"]), fact["protocol"], known)
            self.targets.append(self.with_processes(target) if fact["launched"] else target)

    def known(self, url: Url, protocol: str, facts: Mapping[str, Any]) -> Target:
        """A target about which everything was found out before."""
        spec = next(one for one in protocols() if one.name == protocol)
        return Target(url, spec, tls=self.settings.tls(url, spec), segments=self.settings.segments, **facts)

    def lifecycle(self, target: Target) -> Lifecycle:
        """How the target lives: watched and restarted where it was launched."""
        if target.pid is None:
            return ExternalTarget(target)
        return LaunchedTarget(target, self.launches.state_file(target.name))

    def with_processes(self, target: Target) -> Target:
        """Add where the processes of a launched target are, and what they hold before the first case."""
        pid = partial(launched_pid, self.launches.state_file(target.name))
        try:
            held = footprint(pid())
        except OSError:  # the system does not show it
            held = None
        return replace(target, pid=pid, footprint=held)

    def _address(self, planned: PlannedTarget) -> Url:
        """Where a target is; one with a command is started."""
        if not planned.command:
            assert planned.url is not None
            return planned.url
        if planned.url is None:
            return self.launches.start_anywhere(planned.name, planned.command, planned.scheme)
        self.launches.start(planned.name, planned.command, planned.url)
        return planned.url

    def _look_at(self, planned: PlannedTarget) -> Target:
        """Return the target with all that can be found out about it; one with a command is started."""
        url, settings = self._address(planned), self.settings
        is_launched = planned.name in self.launches.launchers
        candidates = candidates_for(url, self.wanted, self.launches.listens(planned.name))
        # a launched one is known to listen
        unreached = None if is_launched else reach(url, transports_of(candidates))
        given = {**planned.given, **settings.capabilities}
        speaks = candidates or protocols()
        target = identified(planned.name, url, speaks, settings.patience, given, settings.host, unreached)
        found = examine(self._as_told(target, url, given), settings)
        self.received[target.name] = found.received
        how = how_to_name(found.target, url, self.wanted)
        target = replace(found.target, title=planned.title, baseline_error=found.target.baseline_error + how)
        return self.with_processes(target) if is_launched else target

    def _as_told(self, target: Target, url: Url, given: dict[str, str]) -> Target:
        """Return a target with what the options say of it; ``url`` is where it is, and may have no scheme yet."""
        settings = self.settings
        return replace(
            target,
            launch=self.launches.commands.get(target.name, ""),
            tls=settings.tls(url, target.protocol),
            materials=self.materials_of(target),
            patience=settings.patience,
            quick=settings.patience,
            segments=settings.segments,
            host=settings.host,
            capabilities=target.protocol.assumed(url) | given,
        )

    def materials_of(self, target: Target) -> dict[str, str]:
        """The folders of the materials of the target's protocol that the target serves, by name."""
        folders = {**self.settings.materials, **self.launches.materials.get(target.name, {})}
        return {one.name: str(folders[one.name]) for one in target.protocol.materials if one.name in folders}
