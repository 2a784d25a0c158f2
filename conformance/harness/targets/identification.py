"""Which protocol a target speaks, where its address does not say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from types import MappingProxyType

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.case.target import Target
from conformance.harness.net.transport import Transport
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import baseline
from conformance.harness.targets.protocols import protocols

ASK_NEXT = 1 / 8  # of the patience: after so much silence, the next protocol is asked beside

Asked = Future[tuple[str, float, Attempt]]


def candidates_for(
    url: Url, wanted: Sequence[ProtocolSpec], listens: Sequence[Transport] = ()
) -> Sequence[ProtocolSpec]:
    """Return the protocols that a target may speak: the one that its scheme names, or all whose cases are wanted.

    ``listens`` are the transports by which a launched target is known to be reached; the others are left out. Protocols
    that are not guessed are asked for only if no other one with connections is left.
    """
    if url.scheme:
        return [protocol for protocol in protocols() if url.scheme in protocol.ports]
    reached = [protocol for protocol in wanted if not listens or protocol.transport in listens]
    reached.sort(key=lambda protocol: not protocol.transport.has_connections)  # what is refused is refused at once
    guessed = [protocol for protocol in reached if protocol.guessed]
    return (
        guessed
        if any(protocol.transport.has_connections for protocol in guessed)
        else guessed + [protocol for protocol in reached if not protocol.guessed]
    )


def how_to_name(target: Target, url: Url, wanted: Sequence[ProtocolSpec]) -> str:
    """What to write where a target does not speak the protocol that it was taken for, but may be one never guessed."""
    reached = [one for one in wanted if not one.guessed and one.transport is target.protocol.transport]
    if url.scheme or not reached or not target.baseline_error or not target.protocol.guessed:
        return ""
    scheme = next(iter(reached[0].ports))
    how = (
        f"pytest conformance/{reached[0].name} --launch ..." if target.launch else f"--target {scheme}://{url.hostport}"
    )
    return f"; to judge a service such as {reached[0].services[0]}: {how}"


def identified(
    name: str,
    url: Url,
    candidates: Sequence[ProtocolSpec],
    patience: float,
    given: Mapping[str, str] = MappingProxyType({}),
    host: str = "",
    unreached: Exception | None = None,
) -> Target:
    """Return the target with the protocol that it speaks: the only candidate, or the one that it answers to.

    A protocol that is layered on others, such as WebSocket on HTTP, is asked for before these. If the target answers to
    none, it is taken for the first candidate, and measured as that. ``given`` are the capabilities that the user gave,
    and ``host`` is the host name that is asked for. ``unreached`` is raised if the target answers to none of several.
    """
    targets = [Target(_with_scheme(url, protocol), protocol, name) for protocol in candidates]
    if len(targets) == 1:
        return targets[0]
    asked = [
        replace(one, capabilities={**one.protocol.assumed(url), **given}, patience=patience, quick=patience, host=host)
        for one in sorted(targets, key=lambda one: -len(one.protocol.layered_on))
    ]
    spoken = first_spoken(asked, patience)
    if unreached and not spoken:
        raise unreached
    return spoken or targets[0]


def _with_scheme(url: Url, protocol: ProtocolSpec) -> Url:
    """The URL with its own scheme, or with the plainest of the protocol."""
    return Url(url.scheme or next(iter(protocol.ports)), url.host, url.port, url.path)


def first_spoken(candidates: Sequence[Target], patience: float) -> Target | None:
    """Return the first of the candidates whose baseline exchange works, or ``None`` where none does.

    The candidates are the same server, taken for one protocol after the other. Each may take the full ``patience``
    (seconds) for an answer, but while it is silent the next protocol is asked beside it. So a server that is silent to
    two protocols costs 1 1/8 patiences, not 2.

    The protocols are not asked in the same moment because a server may serve one connection at a time, and be silent to
    what it does not understand. Such a server takes the connections in the order in which they were opened. Each
    protocol was asked later than the one before it and is given up later, so it is served for an eighth of the patience
    at the least, even if the server was silent to all before it.
    """
    asked: list[Asked] = []
    with ThreadPoolExecutor(len(candidates)) as pool:
        for target in candidates:
            asked.append(pool.submit(baseline, target, patience))
            wait([asked[-1]], patience * ASK_NEXT)
            if any(answer.done() and _works(answer) for answer in asked):
                break
        return next((target for target, answer in zip(candidates, asked, strict=False) if _works(answer)), None)


def _works(answer: Asked) -> bool:
    wrong, _, _ = answer.result()
    return not wrong
