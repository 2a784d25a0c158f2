"""RFC 3986: Uniform Resource Identifier (URI): Generic Syntax."""

from conformance.model import Document

RFC3986 = Document(3986, "Uniform Resource Identifier (URI): Generic Syntax", protocol="HTTP/1.1")
