"""What the harness must know about DNS: the schemes, the peers, the baseline exchange, what is found out."""

from __future__ import annotations

from conformance.dns.baseline import baseline
from conformance.dns.behaviour import measure
from conformance.dns.dns_socket import OVER_TCP
from conformance.dns.exchange import trim_for_lint
from conformance.dns.facts import CAPABILITIES, ZONE, wrong
from conformance.dns.lint.replies import Replies
from conformance.dns.operators import closing
from conformance.dns.peer import Dns
from conformance.dns.recognition import recognize
from conformance.dns.remarks import remarks
from conformance.dns.repair_order import REPAIR_ORDER
from conformance.dns.transport import DNS_SOCKETS
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.harness.net.url import Url
from conformance.harness.targets.resources import Resources


def assumed(url: Url) -> dict[str, str]:
    """The zone that a URL names by its path."""
    zone = url.path.strip("/")
    return {ZONE: zone} if zone else {}


PROTOCOL = ProtocolSpec(
    name="dns",
    ports={"dns": 53, OVER_TCP: 53},
    tls_schemes={},
    capabilities=CAPABILITIES,
    assumed=assumed,
    wrong=wrong,
    peers={"dns": Dns, "replies": Replies, "survival": Survival, "resources": Resources},
    alone=frozenset({"replies", "survival", "resources"}),
    baseline=baseline,
    recognize=recognize,
    discover=lambda fresh: {},
    measure=measure,
    remarks=remarks,
    closing=closing,
    server_banner=lambda received: "",
    idle_preamble=b"\0",
    trim_for_lint=trim_for_lint,
    transport=DNS_SOCKETS,
    repair_order=REPAIR_ORDER,
)
