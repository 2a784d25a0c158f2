"""Numbers of DNS, with the names that evidence shows (RFC 1035, 6895)."""

from __future__ import annotations

QUERY, IQUERY, STATUS, NOTIFY, UPDATE, DSO = 0, 1, 2, 4, 5, 6
OPCODES = {QUERY: "QUERY", IQUERY: "IQUERY", STATUS: "STATUS", NOTIFY: "NOTIFY", UPDATE: "UPDATE", DSO: "DSO"}

NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)
NOTAUTH, BADVERS, BADCOOKIE = 9, 16, 23
RCODES = {
    **dict(enumerate(("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN"))),
    NOTAUTH: "NOTAUTH",
    BADVERS: "BADVERS",
    BADCOOKIE: "BADCOOKIE",
}

IN, CH, HS, NONE, ANY_CLASS = 1, 3, 4, 254, 255
CLASSES = {IN: "IN", CH: "CH", HS: "HS", NONE: "NONE", ANY_CLASS: "ANY"}

A, NS, CNAME, SOA, PTR, MX, TXT, AAAA, SRV = 1, 2, 5, 6, 12, 15, 16, 28, 33
NAPTR, DNAME, OPT, RRSIG, TKEY, TSIG, IXFR, AXFR, MAILB, MAILA, ANY = 35, 39, 41, 46, 249, 250, 251, 252, 253, 254, 255
TYPES = {
    A: "A",
    NS: "NS",
    CNAME: "CNAME",
    SOA: "SOA",
    PTR: "PTR",
    MX: "MX",
    TXT: "TXT",
    AAAA: "AAAA",
    SRV: "SRV",
    NAPTR: "NAPTR",
    DNAME: "DNAME",
    OPT: "OPT",
    RRSIG: "RRSIG",
    TKEY: "TKEY",
    TSIG: "TSIG",
    IXFR: "IXFR",
    AXFR: "AXFR",
    MAILB: "MAILB",
    MAILA: "MAILA",
    ANY: "ANY",
}

NSID, ECS, EXPIRE, COOKIE, KEEPALIVE, PADDING, EDE = 3, 8, 9, 10, 11, 12, 15
OPTIONS = {NSID: "NSID", ECS: "ECS", EXPIRE: "EXPIRE", COOKIE: "COOKIE", KEEPALIVE: "KEEPALIVE", PADDING: "PADDING"}
OPTIONS |= {EDE: "EDE"}

QR, AA, TC, RD, RA, Z, AD, CD = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080, 0x0040, 0x0020, 0x0010
FLAGS = {QR: "QR", AA: "AA", TC: "TC", RD: "RD", RA: "RA", Z: "Z", AD: "AD", CD: "CD"}
DO = 0x8000  # of the flags of EDNS


def called(number: int, names: dict[int, str], kind: str = "") -> str:
    """The name of a number; where it has none, the number behind the kind: TYPE65280."""
    return names.get(number, f"{kind}{number}")
