"""What no RFC says, and every user expects: survive, do not leak."""

from conformance.model import Document

ROBUSTNESS = Document(0, "Robustness", protocol="HTTP/1.1")
