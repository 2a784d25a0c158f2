"""The order in which an engineer repairs a DNS server: sections of the RFCs in stages, most urgent first."""

from __future__ import annotations

MESSAGES = ("rfc1035/4.1.1", "rfc1034", "rfc1035", "rfc1123", "rfc2181", "rfc4343", "rfc9619")
OPCODES = ("rfc8906", "rfc3425")
TRANSPORT = ("rfc7766",)
EXTENSIONS = (
    "rfc6891",
    "rfc7873",
    "rfc5001",
    "rfc3225",
    "rfc4035",
    "rfc7828",
    "rfc7830",
    "rfc7871",
    "rfc8914",
    "rfc9660",
    "rfc5936",
    "rfc1995",
    "rfc2136",
    "rfc8945",
)
GENERAL = ("robustness",)

REPAIR_ORDER = (MESSAGES, OPCODES, TRANSPORT, EXTENSIONS, GENERAL)
