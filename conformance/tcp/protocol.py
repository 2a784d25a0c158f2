"""What the harness must know about services over TCP: the scheme, the peer, the baseline exchange."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.harness.targets.resources import Resources
from conformance.services.names import EXAMPLE, SERVICES
from conformance.tcp.behaviour import measure
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import fault
from conformance.tcp.recognition import SERVICE, recognize
from conformance.tcp.remarks import BOTH, remarks
from conformance.tcp.repair_order import REPAIR_ORDER


def baseline(attempt: Attempt) -> str:
    """The plainest thing that the service does: return what is wrong, or an empty text."""
    return fault(StreamPeer(attempt))


PROTOCOL = ProtocolSpec(
    name="tcp",
    ports={"tcp": 0},
    tls_schemes={},
    capabilities={SERVICE: EXAMPLE, BOTH: "yes"},
    assumed=lambda url: {},
    peers={"stream": StreamPeer, "survival": Survival, "resources": Resources},
    alone=frozenset({"survival", "resources"}),
    baseline=baseline,
    recognize=recognize,
    guessed=False,
    discover=lambda fresh: {},
    measure=measure,
    remarks=remarks,
    server_banner=lambda received: "",
    idle_preamble=b"h",
    trim_for_lint=len,
    reference="--transport tcp",
    services=SERVICES,
    service=SERVICE,
    repair_order=REPAIR_ORDER,
)
