"""RFC 2181: Clarifications to the DNS Specification."""

from conformance.model import Document

RFC2181 = Document(2181, "Clarifications to the DNS Specification", protocol="DNS")
