"""Whether a target can be reached at all, before anything else is asked."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import replace

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.case.target import Target
from conformance.harness.net.tls import Tls
from conformance.harness.net.transport import STREAMS, Transport
from conformance.harness.net.url import Url
from conformance.model import TargetGone

SECONDS = 5.0  # how long a connection may take
HINT = "--ca FILE trusts the certificates in a file, --insecure any"


class Unreachable(Exception):
    """A target that cannot be judged at all; the message is one line, the exit status 6."""


def transports_of(protocols: Iterable[ProtocolSpec]) -> list[Transport]:
    """The transports of protocols, each once; streams where there are no protocols."""
    return list(dict.fromkeys(protocol.transport for protocol in protocols)) or [STREAMS]


def reach(url: Url, transports: Sequence[Transport]) -> Unreachable | None:
    """Reach the target by one of the transports; raises ``Unreachable`` with the reason of the first.

    Where none has reached it, but one of them shows only by an answer whether anybody is there, return that reason.
    """
    reasons, may_answer = list[Unreachable](), False
    for transport in transports:
        try:
            if _reach(url, transport):
                return None
            may_answer = True
        except Unreachable as error:
            reasons.append(error)
    if reasons and not may_answer:
        raise reasons[0]
    return reasons[0] if reasons else None


def _reach(url: Url, transport: Transport) -> bool:
    try:
        return transport.reach(url, SECONDS)
    except socket.gaierror as error:
        raise Unreachable(f"--target {url}: {url.host} does not resolve: {error.strerror}") from error
    except UnicodeError as error:  # a label that is empty or too long
        raise Unreachable(f"--target {url}: {url.host} is no host name") from error
    except OSError as error:
        raise Unreachable(f"--target {url}: cannot connect: {error.strerror or error}") from error


def shake_hands(target: Target) -> None:
    """Open a TLS connection once; raises ``Unreachable``."""
    attempt = Attempt(target, SECONDS)
    try:
        attempt.connect()
    except TargetGone as error:
        raise Unreachable(f"--target {target.url}: {error} ({HINT})") from error
    finally:
        attempt.close()


def require_no_tls(target: Target) -> None:
    """Raise ``Unreachable`` if a target whose scheme uses no TLS, and that answers nothing usable, speaks TLS."""
    schemes = target.protocol.tls_schemes
    if target.tls or not schemes:
        return
    scheme = next(iter(schemes))
    attempt = Attempt(replace(target, tls=Tls((), insecure=True)), target.patience)
    try:
        attempt.connect()
    except TargetGone:
        return
    finally:
        attempt.close()
    raise Unreachable(f"--target {target.url}: looks like TLS: try {replace(target.url, scheme=scheme)} ({HINT})")
