"""RFC 7871: Client Subnet in DNS Queries."""

from conformance.model import Document

RFC7871 = Document(7871, "Client Subnet in DNS Queries", protocol="DNS")
