"""RFC 1035: Domain Names - Implementation and Specification."""

from conformance.model import Document

RFC1035 = Document(1035, "Domain Names - Implementation and Specification", protocol="DNS")
