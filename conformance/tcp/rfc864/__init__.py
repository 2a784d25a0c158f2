"""RFC 864: Character Generator Protocol."""

from conformance.model import Document
from conformance.services.names import CHARGEN
from conformance.tcp.recognition import SERVICE

RFC864 = Document(864, "Character Generator Protocol", protocol="TCP", needs={SERVICE: CHARGEN})
