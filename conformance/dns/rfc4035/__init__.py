"""RFC 4035: Protocol Modifications for the DNS Security Extensions."""

from conformance.model import Document

RFC4035 = Document(4035, "Protocol Modifications for the DNS Security Extensions", protocol="DNS")
