"""RFC 5936: DNS Zone Transfer Protocol (AXFR)."""

from conformance.model import Document

RFC5936 = Document(5936, "DNS Zone Transfer Protocol (AXFR)", protocol="DNS")
