"""RFC 8906: A Common Operational Problem in DNS Servers: Failure to Communicate."""

from conformance.model import Document

RFC8906 = Document(8906, "A Common Operational Problem in DNS Servers: Failure to Communicate", protocol="DNS")
