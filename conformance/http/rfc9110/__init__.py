"""RFC 9110: HTTP Semantics."""

from conformance.model import Document

RFC9110 = Document(9110, "HTTP Semantics", protocol="HTTP/1.1")
