"""What no RFC says in a sentence: survive, answer, leave nothing open."""

from conformance.model import Document

ROBUSTNESS = Document(0, "Robustness", protocol="WebSocket")
