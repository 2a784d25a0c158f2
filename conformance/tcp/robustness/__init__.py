"""What no RFC says in a sentence: survive, serve the next client, leave nothing open."""

from conformance.model import Document

ROBUSTNESS = Document(0, "Robustness", protocol="TCP")
