"""What no RFC says in a sentence: survive, and go on serving."""

from conformance.model import Document

ROBUSTNESS = Document(0, "Robustness", protocol="DNS")
