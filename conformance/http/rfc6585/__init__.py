"""RFC 6585: Additional HTTP Status Codes."""

from conformance.model import Document

RFC6585 = Document(6585, "Additional HTTP Status Codes", protocol="HTTP/1.1")
