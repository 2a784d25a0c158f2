"""Runs the judge's cases against cores in this process, without pytest's protocol: for the laws of proof."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import io
import os
import shutil
import socket
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.harness.runner.collection import case_of
from conformance.harness.targets.docroot import DocRoot, lay_out
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.harness.targets.measurement import discover, measure
from conformance.harness.targets.protocols import protocol_of, protocols
from conformance.model import Requirement
from reference_impls.http.demo import demo_site
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Connection
from reference_impls.shells import BACKLOG, Stop, loop
from reference_impls.websocket.server import WebSocketServer
from reference_impls.websocket.server import site as websocket_site

ROOT = Path(__file__).parents[2]
PATIENCE = 0.4  # seconds: cores in this process answer in a millisecond
JOBS = 16

Core = Callable[[], Connection]
Shell = Callable[[socket.socket, Core, Stop], None]
PROTOCOLS = {protocol.name: protocol for protocol in protocols()}
NOWHERE = {name: Target(Url(next(iter(p.ports)), "127.0.0.1", 1), p) for name, p in PROTOCOLS.items()}


class _Collected:
    """Keeps what pytest collects."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


@dataclasses.dataclass(frozen=True)
class Reference:
    """The reference server of a protocol, as the tests make it: ``core`` its class, ``make`` a factory for a class."""

    core: type[Any]
    make: Callable[[type[Any]], Core]

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every row that judges such a server."""
        return cases(f"conformance/{self.protocol}")

    @property
    def protocol(self) -> str:
        return next(name for name, reference in REFERENCES.items() if reference is self)


def _http(kind: type[HttpServer]) -> Core:
    site = demo_site(DirectoryFiles(documents().root))
    return lambda: kind(site, time.time)


def _websocket(kind: type[WebSocketServer]) -> Core:
    site = websocket_site()
    return lambda: kind(site, time.time)


REFERENCES = {"websocket": Reference(WebSocketServer, _websocket), "http": Reference(HttpServer, _http)}


def reference_of(core: type[Any]) -> Reference:
    """The reference that a core is derived from: a mutant's class tells its protocol."""
    return next(reference for reference in REFERENCES.values() if issubclass(core, reference.core))


@functools.cache
def cases(of: str, *, thorough: bool = False) -> tuple[Case, ...]:
    """Every row of a part of the judge, bound to no target yet, in the order of collection; heavy ones if told so."""
    collected = _Collected()
    arguments = ["--collect-only", "-qq", "-p", "no:cacheprovider", "--target", "127.0.0.1:1", "--rootdir", str(ROOT)]
    arguments += ["--thorough"] if thorough else []
    arguments += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # outside pytest, the judge is imported already
    with contextlib.redirect_stdout(io.StringIO()) as told_by_pytest:
        status = pytest.main([*arguments, str(ROOT / of)], plugins=[collected])
    assert status == 0, told_by_pytest.getvalue()
    return tuple(case_of(item, index, NOWHERE[protocol_of(item.path)]) for index, item in enumerate(collected.items))


def rows_of(requirement: Requirement) -> list[Case]:
    """The rows that verify one requirement."""
    everywhere = [case for reference in REFERENCES.values() for case in reference.cases]
    return [case for case in everywhere if case.requirement is requirement]


def share(chosen: Sequence[Case], number: int, of: int) -> list[Case]:
    """One row in ``of``; ``number`` tells which: others each time."""
    return list(chosen[number % of :: of])


def one_of_each(chosen: Iterable[Case], number: int) -> list[Case]:
    """A row of each requirement; ``number`` tells which."""
    rows: dict[str, list[Case]] = defaultdict(list)
    for case in chosen:
        rows[case.requirement.id].append(case)
    return [alike[number % len(alike)] for alike in rows.values()]


@contextlib.contextmanager
def serving(core: Core, shell: Shell = loop.serve) -> Iterator[Url]:
    """Serve a core on loopback, in a thread of this process; nothing is left when the block ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    url = local(reference_of(type(core())).protocol, listener)
    stop = Stop()
    thread = threading.Thread(target=shell, args=(listener, core, stop), daemon=True)
    thread.start()
    try:
        yield url
    finally:
        stop.set()
        thread.join(10)
        stop.close()
        listener.close()
    assert not thread.is_alive(), "the shell did not stop"


def local(protocol: str, listener: socket.socket) -> Url:
    """The URL of a listener on loopback."""
    return Url(next(iter(PROTOCOLS[protocol].ports)), "127.0.0.1", listener.getsockname()[1], "/")


@functools.cache
def _scratch(thread: threading.Thread) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="docroot-")


def documents() -> DocRoot:
    """The document root that every core made in this thread serves; ``judge`` lays it out anew."""
    base = Path(_scratch(threading.current_thread()).name).resolve() / "base"
    if not base.exists():
        lay_out(base)
    return DocRoot(base)


def documents_anew() -> DocRoot:
    """The same, as if nobody had ever written into it."""
    base = documents().base
    shutil.rmtree(base)
    lay_out(base)
    return DocRoot(base)


def judge(url: Url, chosen: list[Case], patience: float = PATIENCE, jobs: int = JOBS) -> dict[str, Outcome]:
    """Judge a running target by the chosen rows; the outcome of each, by its name."""
    protocol = next(one for one in PROTOCOLS.values() if url.scheme in one.ports)
    docroot = str(documents_anew().base) if "{docroot}" in protocol.reference else ""
    target = Target(
        url,
        protocol,
        name="target",
        capabilities=protocol.assumed(url),
        patience=patience,
        quick=patience,
        jobs=jobs,
        docroot=docroot,
        pid=os.getpid,  # what is judged lives in this process
    )
    found = measure(target, jobs)
    received, target = found.received, dataclasses.replace(found.target, quick=min(patience, 0.15))
    if not target.baseline_error:
        found = discover(target)
        received, target = received + found.received, found.target
    return judge_target(target, chosen, received)


def judge_target(target: Target, chosen: list[Case], received: Iterable[Any] = ()) -> dict[str, Outcome]:
    """Judge a target that was measured already; ``received`` are the messages that it sent meanwhile."""
    outcomes: dict[str, Outcome] = {}

    def settle(outcome: Outcome) -> None:
        outcomes[outcome.case.name] = outcome

    bound = [dataclasses.replace(case, target=target) for case in chosen]
    try:
        Conductor(target, bound, settle, ExternalTarget(target), state=RunState(target, received)).run()
    finally:
        gc.unfreeze()  # a run ends with its process: here many follow, and what properties froze must go
    assert outcomes.keys() == {case.name for case in chosen}
    return outcomes


def judge_core(core: Core, chosen: list[Case], patience: float = PATIENCE) -> dict[str, Outcome]:
    """Judge a core on the selectors shell."""
    with serving(core) as url:
        return judge(url, chosen, patience)


def server(kind: type[Any] = HttpServer) -> Core:
    """A factory of reference servers, or of mutants of one, on a site of their own."""
    return reference_of(kind).make(kind)


def told(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """Names with verdicts that are not ``conforms``, and why: what a test wants to read when it fails."""
    return {
        name: f"{outcome.verdict.value}: {outcome.message}"
        for name, outcome in outcomes.items()
        if outcome.verdict.value != "conforms"
    }
