"""Judge a well-known server, and compare the verdicts with those that ``known/`` records.

    python -m tests.real.judged nginx          # print what differs
    python -m tests.real.judged nginx --show   # print the requirement and the octets of each row that is not met
    python -m tests.real.judged nginx --write  # bring known/nginx.toml up to date; new entries need a reason

An entry is a true statement about a version of a server, because somebody has read the octets and the RFC. The tests
refuse entries without a reason.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from conformance.harness.case.case import Outcome
from conformance.harness.net.url import parse_target
from conformance.harness.runner.failure import asserted
from conformance.harness.runner.known import Declared, match, read_known
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.protocols import protocols, schemes
from conformance.harness.targets.settings import Settings
from conformance.model import Verdict
from tests.kit.judging import ROOT, cases, judge_target
from tests.real.dns_servers import DNS_SERVERS
from tests.real.network import in_own_network
from tests.real.running import RealServer, running
from tests.real.servers import SERVERS
from tests.real.service_servers import SERVICE_SERVERS
from tests.real.websocket_servers import WEBSOCKET_SERVERS

KNOWN = ROOT / "known"
ALL_SERVERS = {**SERVERS, **WEBSOCKET_SERVERS, **SERVICE_SERVERS, **DNS_SERVERS}
ALL_SERVERS.pop("dns2")  # in a whole run it answers no more; why is not known yet, so nothing is recorded of it
NEEDS_REASON = "TO BE LOOKED AT"  # stands for a reason that nobody has written yet
UNMET = (Verdict.VIOLATES, Verdict.DEVIATES, Verdict.INCONCLUSIVE)


@dataclass
class Judged:
    """One server, judged once: its version, every outcome, and the deviations declared in its record."""

    server: RealServer
    version: str
    outcomes: dict[str, Outcome]
    declared: list[Declared] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return KNOWN / f"{self.server.name}.toml"

    @property
    def recorded_version(self) -> str:
        return (
            str(tomllib.loads(self.file.read_text(encoding="utf-8")).get("version", "")) if self.file.exists() else ""
        )

    def in_order(self) -> list[Outcome]:
        """The outcomes in the order of collection, the same in every run."""
        return sorted(self.outcomes.values(), key=lambda outcome: outcome.case.index)

    def differences(self) -> list[str]:
        """One line for each row whose verdict differs from the record."""
        lines = []
        for name, outcome in self.outcomes.items():
            entry = match(self.declared, outcome.case)
            said, verdict = entry.verdict if entry else Verdict.CONFORMS, outcome.verdict
            if verdict is Verdict.NOT_APPLICABLE or (entry and entry.sometimes and verdict is Verdict.CONFORMS):
                continue
            if verdict is not said:
                lines.append(f"{verdict.value} (recorded: {said.value})  {name}  {outcome.message}")
        return lines


def judge_server(server: RealServer) -> Judged:
    """Start a server, judge it by all cases except its ``skipped_functions``, and stop it."""
    judge = functools.partial(_judge_server, server)
    return in_own_network(judge) if server.own_port else judge()


def _judge_server(server: RealServer) -> Judged:
    with running(server) as up, tempfile.TemporaryDirectory() as scratch:
        url = parse_target(up.url, schemes())
        protocol = next(one.name for one in protocols() if server.scheme in one.ports)
        settings = Settings(
            urls=(url,),
            capabilities=dict(server.profile),
            launch=(),
            known=None,
            insecure=False,
            allow_write=True,
            patience=server.patience,
            jobs=None,
            enforce_should=False,
            out=Path(scratch),
            materials={"docroot": up.site.base} if up.site else {},
        )
        targets = Targets(settings, Path(scratch))
        targets.open()
        target = dataclasses.replace(targets.targets[0], pid=lambda: up.pid)
        skipped = server.skipped_functions
        chosen = [case for case in cases(f"conformance/{protocol}") if case.function.__name__ not in skipped]
        judged = Judged(server, up.version, judge_target(target, chosen, targets.received[target.name]))
    if judged.file.exists():
        judged.declared = read_known(judged.file)
    return judged


def write(judged: Judged) -> None:
    """Write a new record; entries that still hold keep their reasons."""
    reasons = {(entry.id, entry.verdict, _row_key(entry)): entry.reason for entry in judged.declared}
    sometimes = [entry for entry in judged.declared if entry.sometimes]
    general = {(entry.id, entry.verdict): entry.reason for entry in judged.declared}
    lines = [f"server = {json.dumps(judged.server.name)}", f"version = {json.dumps(judged.version)}", ""]
    for entry in sometimes:
        lines += ["[[known]]", f"id = {json.dumps(entry.id)}", f"cases = {json.dumps(sorted(entry.cases))}"]
        lines += [f"rows = {json.dumps(sorted(entry.rows))}"] if entry.rows else []
        lines += [f"verdict = {json.dumps(entry.verdict.value)}"]
        lines += [f"reason = {json.dumps(entry.reason, ensure_ascii=False)}", "sometimes = true", ""]
    settled = [outcome for outcome in judged.in_order() if not match(sometimes, outcome.case)]
    for id_, verdict, function, rows, first in _groups(settled):
        key = (id_, verdict, (function, tuple(sorted(rows))))
        reason = reasons.get(key) or general.get((id_, verdict)) or f"{NEEDS_REASON}: {first.message}"
        lines += ["[[known]]", f"id = {json.dumps(id_)}", f"cases = [{json.dumps(function)}]"]
        lines += [f"rows = [{', '.join(json.dumps(row) for row in rows)}]"] if rows else []
        lines += [f"verdict = {json.dumps(verdict.value)}", f"reason = {json.dumps(reason, ensure_ascii=False)}", ""]
    judged.file.write_text("\n".join(lines), encoding="utf-8")


def _row_key(entry: Declared) -> tuple[str, tuple[str, ...]]:
    return next(iter(entry.cases), ""), tuple(sorted(entry.rows))


def _groups(outcomes: Iterable[Outcome]) -> Iterable[tuple[str, Verdict, str, list[str], Outcome]]:
    """Unmet requirements by verdict and function, with the rows if not all rows of the function have that verdict."""
    by_function: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        function = outcome.case.function.__name__
        by_function[outcome.case.requirement.id, function].append(outcome)
    for (id_, function), group in by_function.items():
        for verdict in UNMET:
            bad = [outcome for outcome in group if outcome.verdict is verdict]
            judged = [outcome for outcome in group if outcome.verdict is not Verdict.NOT_APPLICABLE]
            rows = [] if len(bad) == len(judged) else [outcome.case.row for outcome in bad]
            if bad:
                yield id_, verdict, function, rows, bad[0]


def show(judged: Judged) -> None:
    """Print what somebody must read before writing an entry: the requirement, and the octets in both directions."""
    for id_, verdict, function, rows, first in _groups(judged.in_order()):
        requirement = first.case.requirement
        print(f"\n## {verdict.value}  {requirement.level.value}  {id_}  {function}  {rows or 'all rows'}")
        print(f"   {requirement.text}\n   {first.case.row}: {first.message}   [{asserted(first)}]")
        for entry in first.attempt.transcript.entries[:8]:
            print(f"   {entry.mark} {entry.connection} {entry.note or repr(entry.octets[:400])[1:]}")


def main(words: list[str]) -> int:
    """Judge the servers named, or all that are installed; print what differs from the record."""
    names = [word for word in words if not word.startswith("-")] or list(ALL_SERVERS)
    differing = 0
    for server in (ALL_SERVERS[name] for name in names):
        if missing := server.missing():
            print(missing)
            continue
        judged = judge_server(server)
        differences = judged.differences()
        differing += len(differences)
        print(f"{server.name} {judged.version}: {len(judged.outcomes)} rows, {len(differences)} differences")
        if "--show" in words:
            show(judged)
        elif "--write" in words:
            write(judged)
        else:
            print("\n".join(f"  {line}" for line in differences))
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
