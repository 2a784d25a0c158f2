"""RFC 865: Quote of the Day Protocol."""

from conformance.model import Document
from conformance.services.names import QOTD
from conformance.udp.recognition import SERVICE

RFC865 = Document(865, "Quote of the Day Protocol", protocol="UDP", needs={SERVICE: QOTD})
