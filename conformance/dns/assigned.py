"""Types, opcodes and classes as they are assigned (the registry of IANA, and RFC 6895), for cases on all of them."""

from __future__ import annotations

OPT, RRSIG = 41, 46
LEFT_OUT = ("-", "OPT", "RRSIG")  # not assigned, no type of data, and answered as ANY is: it signs records of all types


def _numbered(first: int, names: str) -> dict[int, str]:
    """Types of data whose numbers follow one another."""
    return {number: name for number, name in enumerate(names.split(), first) if name not in LEFT_OUT}


DATA_TYPES = {
    **_numbered(1, "A NS MD MF CNAME SOA MB MG MR NULL WKS PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT NSAP NSAP-PTR"),
    **_numbered(24, "SIG KEY PX GPOS AAAA LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT A6 DNAME SINK OPT APL DS SSHFP"),
    **_numbered(45, "IPSECKEY RRSIG NSEC DNSKEY DHCID NSEC3 NSEC3PARAM TLSA SMIMEA - HIP NINFO RKEY TALINK CDS"),
    **_numbered(60, "CDNSKEY OPENPGPKEY CSYNC ZONEMD SVCB HTTPS"),
    **_numbered(99, "SPF UINFO UID GID UNSPEC NID L32 L64 LP EUI48 EUI64"),
    **_numbered(256, "URI CAA AVC DOA AMTRELAY"),
    **_numbered(32768, "TA DLV"),
}
"""Types of data that are assigned."""

UNASSIGNED_TYPES = (54, 98, 110, 127, 666, 1000, 4096, 32767, 32770, 61439, 61440, 65279, 65280, 65281, 65534)
"""Of data: not assigned, reserved, and for private use (RFC 6895 section 3.1)."""

SPECIAL_TYPES = {
    0: "zero",
    OPT: "OPT",
    128: "NXNAME",
    129: "unassigned-129",
    200: "unassigned-200",
    248: "unassigned-248",
    249: "TKEY",
    250: "TSIG",
    253: "MAILB",
    254: "MAILA",
    65535: "reserved-65535",
}
"""Types that no record has, or none of a zone."""

UNKNOWN_OPCODES = (2, 3, *range(7, 16))
"""Opcodes that are not assigned, and STATUS, of which no RFC says what it does (RFC 6895 section 2.2)."""

OTHER_CLASSES = {
    0: "zero",
    2: "CS",
    3: "CH",
    4: "HS",
    5: "unassigned-5",
    253: "unassigned-253",
    254: "NONE",
    256: "unassigned-256",
    65279: "unassigned-65279",
    65280: "private-65280",
    65534: "private-65534",
    65535: "reserved-65535",
}
"""Classes other than IN that one may ask for (RFC 6895 section 3.2), without ANY."""
