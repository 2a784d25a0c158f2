"""The order in which an engineer repairs a service over TCP: sections of the RFCs in stages, the most urgent first."""

from __future__ import annotations

SERVICE = ("rfc862", "rfc863", "rfc864", "rfc865", "rfc867", "rfc868")  # what a single client asks for
CLIENTS = ("robustness/tcp",)  # what many clients do, and clients that go away

REPAIR_ORDER = (SERVICE, CLIENTS)
