"""RFC 6891: Extension Mechanisms for DNS (EDNS(0))."""

from conformance.model import Document

RFC6891 = Document(6891, "Extension Mechanisms for DNS (EDNS(0))", protocol="DNS")
