"""RFC 4343: Domain Name System (DNS) Case Insensitivity Clarification."""

from conformance.model import Document

RFC4343 = Document(4343, "Domain Name System (DNS) Case Insensitivity Clarification", protocol="DNS")
