"""RFC 3225: Indicating Resolver Support of DNSSEC."""

from conformance.model import Document

RFC3225 = Document(3225, "Indicating Resolver Support of DNSSEC", protocol="DNS")
