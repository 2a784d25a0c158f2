"""What the harness must know about services over UDP: the scheme, the peer, the baseline exchange."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.harness.net.transport import DATAGRAMS
from conformance.services.names import EXAMPLE, MAY_BE_SILENT, OTHER, SERVICES
from conformance.udp.peer import DatagramPeer
from conformance.udp.recognition import MOMENT, SERVICE, recognize
from conformance.udp.remarks import remarks
from conformance.udp.repair_order import REPAIR_ORDER


def baseline(attempt: Attempt) -> str:
    """A short text is answered, or at least not refused: return what is wrong, or an empty text.

    Whether the answer is right is for the cases to say: what answers at all can be judged.
    """
    datagrams, service = DatagramPeer(attempt), attempt.target.capabilities.get(SERVICE, OTHER)
    nonce = attempt.octets(8).hex().encode()
    if service in MAY_BE_SILENT:
        datagrams.send(nonce)
        datagrams.arrives_within(MOMENT)
        return ""
    return "" if isinstance(datagrams.ask(nonce), bytes) else f"a short text is not answered: {attempt.actual}"


PROTOCOL = ProtocolSpec(
    name="udp",
    ports={"udp": 0},
    tls_schemes={},
    capabilities={SERVICE: EXAMPLE},
    assumed=lambda url: {},
    peers={"datagrams": DatagramPeer, "survival": Survival},
    alone=frozenset({"survival"}),
    baseline=baseline,
    recognize=recognize,
    guessed=False,
    discover=lambda fresh: {},
    server_banner=lambda received: "",
    idle_preamble=b"",
    trim_for_lint=len,
    reference="--transport udp",
    services=SERVICES,
    service=SERVICE,
    transport=DATAGRAMS,
    remarks=remarks,
    repair_order=REPAIR_ORDER,
)
