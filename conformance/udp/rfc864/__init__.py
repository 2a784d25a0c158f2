"""RFC 864: Character Generator Protocol."""

from conformance.model import Document
from conformance.services.names import CHARGEN
from conformance.udp.recognition import SERVICE

RFC864 = Document(864, "Character Generator Protocol", protocol="UDP", needs={SERVICE: CHARGEN})
