"""The order in which an engineer repairs a service over UDP: sections of the RFCs in stages, most urgent first."""

from __future__ import annotations

SERVICES = tuple(f"rfc{number}/udp" for number in (862, 863, 864, 865, 867, 868))  # what it is there for
PORTS = ("rfc768/fields",)
ADDRESSES = ("rfc8085/5",)
GENERAL = ("robustness/udp",)

REPAIR_ORDER = (SERVICES, PORTS, ADDRESSES, GENERAL)
