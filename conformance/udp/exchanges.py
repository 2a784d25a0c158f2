"""Exchanges of datagrams that several section files need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from conformance.harness.net.datagrams import SILENCE, Datagram
from conformance.services.names import MAY_BE_SILENT, OTHER
from conformance.udp.peer import DatagramPeer
from conformance.udp.recognition import MOMENT, SERVICE

QUIET_SHARE = 1 / 16  # of the target's patience: a datagram that nobody asked for would have come by then
TRIES = 2  # of what may be lost, before the patience begins
REPETITIONS = 1000  # of an answer that are passed over: another requirement is about them
LOCALHOST, LOCALHOST_IPV6 = "127.0.0.1", "::1"


def text(datagrams: DatagramPeer, count: int = 16) -> bytes:
    """Return so many octets of ASCII, others each time: what garbles binary data shall only fail the rows on that."""
    return datagrams.attempt.octets(count).hex().upper().encode()[:count]


def answer_to_text(datagrams: DatagramPeer) -> bytes:
    """Send a text, and return the datagram that answers it; the case fails if none comes."""
    answer = datagrams.ask(text(datagrams))
    assert isinstance(answer, bytes)
    return answer


def quiet_time(datagrams: DatagramPeer) -> float:
    """How many seconds to wait where nothing is to come."""
    return datagrams.attempt.target.patience * QUIET_SHARE


def answer_if_any(datagrams: DatagramPeer, data: bytes) -> Datagram | str:
    """Send data that need not be answered, some times if it is not; return what answers it within the patience."""
    answer: Datagram | str = SILENCE
    for _ in range(TRIES):
        if answer == SILENCE and datagrams.send(data):
            answer = datagrams.arrives_within(datagrams.attempt.patience / TRIES)
    return answer


def answers_to(datagrams: DatagramPeer, requests: Sequence[bytes]) -> int:
    """Send each request when the one before is answered; return how many datagrams came back, at most two for each."""
    count, most = 0, 2 * len(requests)
    for request in requests:
        datagrams.send(request)
        count += isinstance(datagrams.receive(), Datagram)
    while count < most and isinstance(datagrams.arrives_within(quiet_time(datagrams)), Datagram):
        count += 1
    return count


def answers_each_once(datagrams: DatagramPeer, requests: Sequence[bytes]) -> bool:
    """Whether not all of the requests are answered twice: a network may double one datagram, but not every one."""
    count = answers_to(datagrams, requests)
    datagrams.attempt.observed(f"{count} datagrams in answer to {len(requests)}, or more")
    return count < 2 * len(requests)


def differences(datagrams: DatagramPeer, sent: Sequence[bytes], earlier: Sequence[bytes] = ()) -> list[bytes]:
    """Receive what was sent, in any order; return what did not come back, or what came and was never sent.

    What does not come within a short time may be lost, as where a server has room for one datagram and several are sent
    at once: it is sent again, by itself. What comes twice, also of ``earlier``, counts once: another requirement is
    about that.
    """
    known = (*sent, *earlier)
    missing = _missing(sent, known, partial(datagrams.arrives_within, quiet_time(datagrams)))
    for data in missing:
        if data not in sent:
            return missing
        if still_missing := _missing_again(datagrams, data, known):
            return still_missing
    return []


def _missing_again(datagrams: DatagramPeer, data: bytes, known: Sequence[bytes]) -> list[bytes]:
    """Send data some more times, and not right after another datagram came; return it, or what is not known."""
    for _ in range(TRIES):
        datagrams.send(data)
        missing = _missing([data], known, partial(datagrams.arrives_within, quiet_time(datagrams)))
        if missing != [data]:
            return missing
    return _missing([data], known, datagrams.receive)


def _missing(wanted: Sequence[bytes], known: Sequence[bytes], receive: Callable[[], Datagram | str]) -> list[bytes]:
    """Receive until everything has come or nothing more comes; return what is missing, or what is not known."""
    missing = list(wanted)
    for _ in range(REPETITIONS * len(known)):
        received = receive() if missing else None
        if not isinstance(received, Datagram):
            break
        if received.octets in missing:
            missing.remove(received.octets)
        elif received.octets not in known:
            return [received.octets]
    return missing


def comes_back(datagrams: DatagramPeer, data: bytes, earlier: Sequence[bytes] = ()) -> bool:
    """Whether data that was sent comes back; if that takes long, it is sent again, as it may be lost."""
    return differences(datagrams, [data], earlier) == []


def other_loopback_addresses(datagrams: DatagramPeer) -> Sequence[str]:
    """Further addresses of the target's machine, if that is this machine; it need not receive anything there."""
    host = datagrams.attempt.target.url.host
    is_loopback = host in ("localhost", LOCALHOST_IPV6) or host.startswith("127.")
    return [other for other in (LOCALHOST, "127.0.0.2", LOCALHOST_IPV6) if other != host] if is_loopback else []


def reachable(datagrams: DatagramPeer, host: str) -> Datagram | None:
    """Send a text to another address of the target; return what answers it, if anything does within a short time."""
    other = datagrams.another(host=host)
    received = other.glance(quiet_time(datagrams)) if other.send(text(datagrams)) else None
    return received if isinstance(received, Datagram) else None


def requests_of_any_kind() -> list[bytes]:
    """Datagrams whose data a service shall ignore: empty, a line, as much as every host can receive."""
    return [b"", b"anything\r\n", bytes(range(256)), 548 * b"x"]


def lengths_of_answers(datagrams: DatagramPeer, count: int) -> list[int]:
    """Send one text so many times; return how long each answer is. Those that are lost are left out."""
    request = text(datagrams)
    answers = [datagrams.ask(request) for _ in range(count)]
    return [len(answer) for answer in answers if isinstance(answer, bytes)]


def is_served(datagrams: DatagramPeer) -> bool:
    """Whether a text is answered; it is sent again after a short time, as it may be lost.

    A service that may be silent is served as long as its port is not refused: that raises ``TargetGone``.
    """
    for _ in range(TRIES):
        datagrams.send(text(datagrams))
        if isinstance(datagrams.arrives_within(quiet_time(datagrams)), Datagram):
            return True
    if may_be_silent(datagrams):
        datagrams.send(text(datagrams))
        datagrams.arrives_within(MOMENT)
        return True
    return isinstance(datagrams.receive(), Datagram)


def may_be_silent(datagrams: DatagramPeer) -> bool:
    """Whether the target's service need not answer."""
    return datagrams.attempt.target.capabilities.get(SERVICE, OTHER) in MAY_BE_SILENT


def as_many_as_are_served(datagrams: DatagramPeer, most: int) -> int:
    """Return how many datagrams, but at most ``most``, the target answers in half of the patience, by its first answer.

    A server may be slow: then fewer datagrams tell what many tell of a fast one.
    """
    if may_be_silent(datagrams):
        return most
    clock, seconds = datagrams.attempt.clock, datagrams.attempt.target.patience / 2
    began = clock.now()
    datagrams.ask(text(datagrams))
    took = clock.now() - began
    return most if took * most <= seconds else max(1, int(seconds / took))


def count_until_quiet(datagrams: DatagramPeer, most: int) -> int:
    """Receive until nothing has come for a short time; return how many datagrams came, at most so many."""
    count = 0
    while count < most and isinstance(datagrams.glance(quiet_time(datagrams)), Datagram):
        count += 1
    return count
