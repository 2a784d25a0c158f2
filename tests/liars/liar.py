"""What a liar is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from reference_impls.sansio import Connection, Needs, Wait
from tests.kit.protocols import Core


class AnyLiar:
    """What liars of streams and liars of datagrams have in common.

    A liar is honest to the plainest exchange of its protocol, with the help of a core that ``reference`` makes. A
    ``shameless`` one lies from its first octet.
    """

    protocol: ClassVar[str]
    name: ClassVar[str]  # in tests and in what killed a row: ClosesAndStays is "closes_and_stays"
    honest_to: ClassVar[tuple[re.Pattern[bytes], ...]]
    """What octets look like that are answered as the reference would: the first ones of a connection, or a datagram."""

    given: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Capabilities that it is known to have: which one of several services it pretends to offer."""

    def __init__(self, reference: Core, shameless: bool) -> None:
        super().__init__()
        self.reference, self.shameless = reference, shameless

    def __init_subclass__(cls) -> None:
        cls.name = re.sub(r"\B(?=[A-Z])", "_", cls.__name__).lower()

    def is_honest_to(self, octets: bytes) -> bool:
        """Whether it answers these octets as the reference would."""
        return not self.shameless and any(pattern.fullmatch(octets) for pattern in self.honest_to)


class Liar(AnyLiar, Connection):
    """A server that treats every request, or every frame, alike; ``answer`` or ``lie`` says how."""

    stays: ClassVar[bool] = True
    """Whether it keeps the connection after it has answered."""

    patience: float | None = None
    lingers = False

    def run(self) -> Wait:
        octets = yield from self.read_some()
        if self.is_honest_to(octets):
            octets = yield from self.be_honest(octets)
        if octets:
            yield from self.lie(octets)

    def be_honest(self, octets: bytes) -> Needs:
        """Answer as the reference would; return the octets to lie to, or none to close the connection."""
        raise NotImplementedError

    def hand_to(self, reference: Connection, octets: bytes) -> None:
        """Let a reference core receive octets, and send what it sends."""
        reference.receive(octets)
        while answer := reference.to_send():
            self.send(answer)

    def lie(self, octets: bytes) -> Wait:
        """Hold the rest of the conversation; ``octets`` are the first that have arrived."""
        self.send(self.answer(octets))
        while self.stays:
            yield from self.flush()
            self.send(self.answer((yield from self.read_some())))

    def answer(self, octets: bytes) -> bytes:
        """Return what is sent for octets that arrived together; raise ``ConnectionResetError`` to send RST."""
        return b""
