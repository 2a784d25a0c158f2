"""RFC 6265: HTTP State Management Mechanism."""

from conformance.model import Document

RFC6265 = Document(6265, "HTTP State Management Mechanism", protocol="HTTP/1.1")
