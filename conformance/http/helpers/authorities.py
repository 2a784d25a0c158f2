"""What is no host and no port of an authority (RFC 3986 §3.2), whether in Host or in a request-target."""

from __future__ import annotations

NO_ADDRESSES = [
    b"[::1",
    b"[::1:80",
    b"::1]",
    b"[]",
    b"[]:80",
    b"[::1]80",
    b"[::1]a",
    b"a[::1]",
    b"[[::1]]",
    b"[:::1]",
    b"[1::2::3]",
    b"[12345::1]",
    b"[::g]",
    b"[1:2:3:4:5:6:7]",
    b"[1:2:3:4:5:6:7:8:9]",
    b"[::256.1.1.1]",
    b"[localhost]",
]
"""Square brackets that enclose no address, or not the whole host, and brackets without their other half (§3.2.2)."""

NO_PORTS = [
    b"x",
    b"-1",
    b"+80",
    b"0x50",
    b"8_0",
    b"8.0",
    b"80,",
    b"80:",
    b"80:80",
    b":80",
    "８０".encode(),
]
"""Not decimal digits and nothing else (§3.2.3), though functions that parse numbers may think so."""

LARGE_PORTS = [b"0", b"65536", b"99999", b"4294967376", b"18446744073709551696", b"9" * 100]
"""Decimal digits, but no port that TCP has."""
