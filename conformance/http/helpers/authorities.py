"""Invalid hosts and ports of an authority (RFC 3986 §3.2), for Host and for the request-target."""

from __future__ import annotations

INVALID_IP_LITERALS = [
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
"""Square brackets that do not enclose an address, or not the whole host, and single brackets (§3.2.2)."""

INVALID_PORTS = [
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
"""Not only decimal digits (§3.2.3), although functions that parse numbers may accept them."""

LARGE_PORTS = [b"0", b"65536", b"99999", b"4294967376", b"18446744073709551696", b"9" * 100]
"""Decimal digits, but outside the range of TCP ports."""
