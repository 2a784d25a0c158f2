"""The network that a query comes from (RFC 7871): answers do not depend on it here."""

from __future__ import annotations

BITS = {1: 32, 2: 128}
"""Bits of an address of each known family (RFC 7871 section 6)."""

HEAD = 4
"""Octets before the address."""


def is_subnet(data: bytes) -> bool:
    """Whether family, prefix and address fit each other, and no bit is set behind the prefix (RFC 7871 section 6)."""
    if len(data) < HEAD:
        return False
    family, source, scope, address = int.from_bytes(data[:2], "big"), data[2], data[3], data[HEAD:]
    if source > BITS.get(family, -1) or scope or len(address) != (source + 7) // 8:
        return False
    behind = 8 * len(address) - source
    return int.from_bytes(address, "big") & (1 << behind) - 1 == 0


def for_all(data: bytes) -> bytes:
    """The option of a reply that is the same for all networks: its scope is 0 (RFC 7871 section 7.2.1)."""
    return data[:3] + b"\0" + data[HEAD:]
