"""Numbers of DNS (RFC 1035, 6895), by their names."""

from __future__ import annotations

QUERY = 0
"""The opcode of a standard query."""

NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED, YXDOMAIN = range(7)
NOTAUTH, BADVERS, BADCOOKIE = 9, 16, 23

IN, CH, ANY_CLASS = 1, 3, 255

A, NS, CNAME, SOA, PTR, MX, TXT, AAAA, SRV = 1, 2, 5, 6, 12, 15, 16, 28, 33
DNAME, OPT, DS, TKEY, TSIG, IXFR, AXFR, MAILB, MAILA, ANY = 39, 41, 43, 249, 250, 251, 252, 253, 254, 255

TYPES = {
    "A": A,
    "NS": NS,
    "CNAME": CNAME,
    "SOA": SOA,
    "PTR": PTR,
    "MX": MX,
    "TXT": TXT,
    "AAAA": AAAA,
    "SRV": SRV,
    "DNAME": DNAME,
}
"""The types that zone files name; all others are written TYPE65280 (RFC 3597 section 5)."""

COMPRESSED = frozenset({NS, CNAME, SOA, PTR, MX})
"""Types in whose data names may be compressed: those of RFC 1035 alone (RFC 3597 section 4)."""

META = range(128, 255)
"""Types of questions that no record has (RFC 6895 section 3.1), without ANY."""

NSID, ECS, COOKIE, KEEPALIVE = 3, 8, 10, 11
"""Options of EDNS (RFC 5001, 7871, 7873, 7828)."""
