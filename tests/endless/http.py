"""HTTP servers whose answers never end."""

from __future__ import annotations

from tests.endless.senders import Dripping, EndlessServer
from tests.liars.http import HttpLiar

OK = b"HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\n"
SUCCEEDS = frozenset(
    {
        "rfc9110/6.6.1/date-is-now",
        "rfc9112/6.1/no-transfer-encoding-to-http-1-0",
        "rfc9112/6.3/responses-are-self-delimited",
        "rfc9112/7.1/chunked-responses-are-well-formed",
    }
)
"""Requirements that are violated because HTTP/1.0 is answered like everything else, and with an old Date."""

HANGS_UP = frozenset({"rfc9112/6.3/incomplete-content", "rfc9112/8/incomplete-chunks", "rfc9112/8/incomplete-head"})
"""Requirements that are violated because a request that was cut off is answered by 200 as well."""

CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


class EndlessHttp(EndlessServer, HttpLiar):
    """Answers every request but the plainest without end."""


class DrippingHttp(Dripping, HttpLiar):
    """Answers every request but the plainest one octet after the other, without end."""


class InterimResponses(EndlessHttp):
    """Sends 102 (Processing) without end, which is legal (RFC 9110 §15.2)."""

    breaks = frozenset({"rfc9110/15.2/not-to-http-1.0"})
    again = b"HTTP/1.1 102 Processing\r\n\r\n"


class InterimResponsesNowAndThen(DrippingHttp):
    """Sends a 102 (Processing) twice a second: it is always busy, and never done."""

    breaks = frozenset({"rfc9110/15.2/not-to-http-1.0"})
    again = b"HTTP/1.1 102 Processing\r\n\r\n"
    size = len(again)
    pause = 0.5


class InterimResponsesWithFields(EndlessHttp):
    """Sends 103 (Early Hints) with many fields, without end."""

    breaks = frozenset({"rfc9110/15.2/not-to-http-1.0"})
    again = b"HTTP/1.1 103 Early Hints\r\n" + b"L:\r\n" * 900 + b"\r\n"


class FieldLines(EndlessHttp):
    """Sends a field section that has no end."""

    first = OK
    again = b"X: y\r\n"


class ShortFieldLines(EndlessHttp):
    """Sends field lines without name and value, so that as many as possible fit into the octets."""

    first = OK
    again = b":\r\n"


class OneFieldLine(EndlessHttp):
    """Sends a field line that has no end."""

    first = OK + b"X: "
    again = b"y"


class ReasonPhrase(EndlessHttp):
    """Sends a reason phrase that has no end."""

    first = b"HTTP/1.1 200 "
    again = b"OK "


class Responses(EndlessHttp):
    """Sends response after response, though few were asked for."""

    breaks = None
    again = OK + b"Content-Length: 2\r\n\r\nok"


class Content(EndlessHttp):
    """Sends content that ends with the connection, which never ends."""

    breaks = SUCCEEDS
    first = OK + b"\r\n"
    again = b"content "


class AnnouncedContent(EndlessHttp):
    """Announces very much content, and sends it."""

    breaks = SUCCEEDS
    first = OK + b"Content-Length: 999999999999999999\r\n\r\n"
    again = b"content "


class Chunks(EndlessHttp):
    """Sends large chunks without end."""

    breaks = SUCCEEDS
    first = CHUNKED
    again = b"1000\r\n" + b"c" * 0x1000 + b"\r\n"


class SmallChunks(EndlessHttp):
    """Sends chunks of one octet without end."""

    breaks = SUCCEEDS
    first = CHUNKED
    again = b"1\r\nc\r\n"


class FaultyChunks(EndlessHttp):
    """Sends chunks of one octet without end, each with a fault in it."""

    breaks = SUCCEEDS
    first = CHUNKED
    again = b"1 \nc\n"


class HugeChunk(EndlessHttp):
    """Announces a huge chunk, and sends it."""

    breaks = SUCCEEDS
    first = CHUNKED + b"fffffffffffffff\r\n"
    again = b"chunk "


class ChunkExtension(EndlessHttp):
    """Sends a chunk extension that has no end."""

    breaks = SUCCEEDS
    first = CHUNKED + b"1;a="
    again = b"b"


class Trailers(EndlessHttp):
    """Sends a trailer section that has no end."""

    breaks = SUCCEEDS
    first = CHUNKED + b"1\r\nc\r\n0\r\n"
    again = b"X: y\r\n"


class Noise(EndlessHttp):
    """Sends octets that are not HTTP without end."""

    breaks = None
    again = bytes(range(256))


class EmptyLines(EndlessHttp):
    """Sends empty lines without end where a response is awaited."""

    breaks = None
    again = b"\r\n"


class Drips(DrippingHttp):
    """Sends field lines without end, one octet every 50 ms."""

    first = OK
    again = b"X: y\r\n"


class DripsContent(DrippingHttp):
    """Sends content without end, one octet every 50 ms."""

    breaks = SUCCEEDS | HANGS_UP
    first = OK + b"\r\n"
    again = b"c"


class DripsQuickly(DrippingHttp):
    """Sends content without end, one octet every half millisecond, so that there is always one to be read."""

    breaks = SUCCEEDS | HANGS_UP
    in_process = False
    first = OK + b"\r\n"
    again = b"c"
    pause = 0.0005


class DripsAnnouncedContent(DrippingHttp):
    """Announces much content, and sends one octet of it every 50 ms."""

    breaks = SUCCEEDS | HANGS_UP
    first = OK + b"Content-Length: 999999999999999999\r\n\r\n"
    again = b"c"


ENDLESS: tuple[type[EndlessServer], ...] = (
    InterimResponses,
    InterimResponsesNowAndThen,
    InterimResponsesWithFields,
    FieldLines,
    ShortFieldLines,
    OneFieldLine,
    ReasonPhrase,
    Responses,
    Content,
    AnnouncedContent,
    Chunks,
    SmallChunks,
    FaultyChunks,
    HugeChunk,
    ChunkExtension,
    Trailers,
    Noise,
    EmptyLines,
    Drips,
    DripsContent,
    DripsQuickly,
    DripsAnnouncedContent,
)
