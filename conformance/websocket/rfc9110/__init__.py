"""RFC 9110: HTTP Semantics; here, what an opening handshake needs of it."""

from conformance.model import Document

RFC9110 = Document(9110, "HTTP Semantics", protocol="WebSocket")
