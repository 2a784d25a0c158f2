"""Finds out which service a target offers over UDP, by a datagram that holds a short text."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.model import TargetGone
from conformance.services.names import DISCARD, ECHO, MAY_BE_SILENT
from conformance.services.recognition import service_of
from conformance.udp.peer import DatagramPeer

SERVICE = "udp.service"
TRIES = 2  # datagrams may be lost; each is sent twice
ASKED = 3  # times, if anything answers


def recognize(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find the service, unless the user has named it; raises ``TargetGone`` where the port is refused or silent."""
    attempt = fresh()
    datagrams, given = DatagramPeer(attempt), attempt.target.capabilities.get(SERVICE, "")
    try:
        if given in MAY_BE_SILENT:
            _find_somebody(datagrams, given)
            return {}
        found = _service(datagrams)
        return {} if given else {SERVICE: found}
    finally:
        attempt.close()


def _find_somebody(datagrams: DatagramPeer, service: str) -> None:
    """What the user has named such a service need not answer, but its port must not be refused."""
    datagrams.send(datagrams.attempt.octets(8).hex().encode())  # not an empty one, which may end a defective server
    datagrams.arrives_within(datagrams.attempt.patience if service != DISCARD else MOMENT)


def _service(datagrams: DatagramPeer) -> str:
    """Ask some times: the longest answer tells most, as chargen may send no characters at all."""
    texts = [datagrams.attempt.octets(16).hex().encode() for _ in range(ASKED)]
    answers = _first_answer(datagrams, texts[0])
    if texts[0] in answers:
        return ECHO
    answers += [answer for text in texts[1:] if answers and isinstance(answer := datagrams.ask(text), bytes)]
    if not answers:
        seconds = TRIES * datagrams.attempt.patience
        raise TargetGone(
            f"no answer to {2 * TRIES} datagrams within {seconds:g} s; if silence is right: --cap {SERVICE}={DISCARD}"
        )
    if not {*answers}.isdisjoint(texts) or answers == [b""]:
        return ECHO
    return service_of(max(answers, key=len), datagrams.attempt.clock.today())


def _first_answer(datagrams: DatagramPeer, text: bytes) -> list[bytes]:
    """What answers a text, or else an empty datagram: a service may answer nothing but these, against its RFC."""
    for request in (text, b""):
        if isinstance(answer := datagrams.ask(request), bytes):
            return [answer]
    return []


MOMENT = 0.05  # seconds in which a system says that nobody has a port
