"""What requests and responses have in common: lines, fields, lists, the chunked coding (RFC 9112 §2.2, §5, §7.1)."""

from __future__ import annotations

import functools
import re
from collections.abc import Generator, Iterable
from enum import Enum

from reference_impls.sansio import Connection, Needs, TooLong

Field = tuple[bytes, bytes]

TOKEN = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"  # RFC 9110 §5.6.2
QUOTED_STRING = rb'"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"'  # RFC 9110 §5.6.4
PARAMETER = rb"[ \t]*;[ \t]*%b[ \t]*=[ \t]*(?:%b|%b)" % (TOKEN, TOKEN, QUOTED_STRING)
CHUNK_EXTENSION = rb"[ \t]*;[ \t]*%b(?:[ \t]*=[ \t]*(?:%b|%b))?" % (TOKEN, TOKEN, QUOTED_STRING)
LIST_MEMBER = re.compile(rb'(?:"(?:[^"\\]|\\.)*"|[^,"]|")+', re.DOTALL)

MAX_FIELDS = 2000
MAX_SECTION = 64 * 1024
MAX_CONTENT = 16 * 1024 * 1024
MAX_EXTENSIONS = 16 * 1024


class Part(Enum):
    """The kinds of lines in a message, with the number of octets that each may have."""

    START_LINE = "start line", 16 * 1024
    FIELD_LINE = "field line", 16 * 1024
    CHUNK_LINE = "chunk size line", 8 * 1024
    TRAILER_LINE = "trailer field line", 8 * 1024

    def __init__(self, label: str, limit: int) -> None:
        self.label, self.limit = label, limit


class Malformed(Exception):
    """The message does not follow the grammar."""


class LimitExceeded(Exception):
    """A part of the message is larger than this end reads; ``part`` is None for the content."""

    def __init__(self, part: Part | None, octets: bytes = b"") -> None:
        super().__init__(f"{part.label if part else 'content'} too large")
        self.part, self.octets = part, octets


def matches(grammar: bytes, octets: bytes) -> bool:
    """Return whether the octets as a whole match the grammar."""
    return _compiled(grammar).fullmatch(octets) is not None


@functools.cache
def _compiled(grammar: bytes) -> re.Pattern[bytes]:
    return re.compile(grammar, re.DOTALL)


def values(fields: Iterable[Field], name: bytes) -> list[bytes]:
    """Return the values of all lines of one field, in order; ``name`` is in lower case."""
    return [value for field, value in fields if field == name]


def members(lines: Iterable[bytes]) -> list[bytes]:
    """Return the members of a list field (RFC 9110 §5.3, §5.6.1.2): lines are joined, empty members are ignored."""
    found = (member.strip(b" \t") for line in lines for member in LIST_MEMBER.findall(line))
    return [member for member in found if member]


def connection_options(fields: Iterable[Field]) -> set[bytes]:
    """Return the options of all lines of Connection, in lower case (RFC 9110 §7.6.1)."""
    return {option.lower() for option in members(values(fields, b"connection"))}


def check_content_size(size: int) -> None:
    """Raise LimitExceeded if this is more content than this end reads (RFC 9110 §15.5.14)."""
    if size > MAX_CONTENT:
        raise LimitExceeded(None)


class MessageReader(Connection):
    """Reads messages. Each method that does not begin with ``read_`` is one decision that an RFC asks for."""

    line_end = re.compile(rb"\n|\r[^\n]")
    """Where the reading of a line stops: at LF, or at a CR without LF, which no line may contain (RFC 9112 §2.2)."""

    def read_line(self, part: Part) -> Needs:
        try:
            octets = yield from self.read_until(self.line_end, self.limit(part))
        except TooLong as too_long:
            self.arrived(too_long.octets, part)
            raise LimitExceeded(part, too_long.octets) from None
        self.arrived(octets, part)
        return self.line(octets, part)

    def arrived(self, octets: bytes, part: Part) -> None:
        """Note a line, or the beginning of one that is too long, before anything is decided about it."""

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        fields: list[Field] = []
        size = count = 0
        while line := (yield from self.read_line(part)):
            size, count = size + len(line) + 2, count + 1
            self.check_section(size, count, part)
            self.add_field_line(line, fields, part)
        return fields

    def read_chunked(self) -> Needs:
        content, extensions = bytearray(), 0
        while True:
            line = yield from self.read_line(Part.CHUNK_LINE)
            digits, extension = self.split_chunk_line(line)
            extensions += len(extension)
            self.check_extensions(extension, extensions)
            size = self.chunk_size(digits)
            if size == 0:
                break
            check_content_size(len(content) + size)
            content += yield from self.read_chunk_data(size)
        self.trailers((yield from self.read_fields(Part.TRAILER_LINE)))
        return bytes(content)

    def read_chunk_data(self, size: int) -> Needs:
        data = yield from self.read_exactly(size)
        self.chunk_end((yield from self.read_exactly(2)))
        return data

    # lines and fields

    def limit(self, part: Part) -> int:  # RFC 9112 §3, RFC 9110 §5.4: 8000 octets of request line at least
        return part.limit

    def line(self, octets: bytes, part: Part) -> bytes:
        # RFC 9112 §2.2: CRLF ends a line. A recipient may accept LF alone in some lines; this one does not.
        if not octets.endswith(b"\r\n"):
            raise Malformed(f"{part.label} not ended by CRLF")
        return octets[:-2]

    def check_section(self, size: int, count: int, part: Part) -> None:  # RFC 9110 §5.4
        if size > MAX_SECTION or count > MAX_FIELDS:
            raise LimitExceeded(part)

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        if not line.startswith((b" ", b"\t")):
            fields.append(self.split_field_line(line))
        elif fields:
            self.obs_fold(line, fields)
        else:
            self.whitespace_before_fields(line)

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:  # RFC 9112 §5.2
        raise Malformed("field line folded")

    def whitespace_before_fields(self, line: bytes) -> None:  # RFC 9112 §2.2
        raise Malformed("whitespace between the start line and the first field")

    def split_field_line(self, line: bytes) -> Field:  # RFC 9112 §5
        name, colon, value = line.partition(b":")
        if not colon:
            raise Malformed("field line without a colon")
        self.space_before_colon(name)
        return self.field_name(name), self.field_value(value)

    def space_before_colon(self, name: bytes) -> None:  # RFC 9112 §5.1
        if name.endswith((b" ", b"\t")):
            raise Malformed("whitespace between field name and colon")

    def field_name(self, name: bytes) -> bytes:  # RFC 9110 §5.1: a token, case-insensitive
        if not matches(TOKEN, name):
            raise Malformed("field name is not a token")
        return name.lower()

    def field_value(self, value: bytes) -> bytes:  # RFC 9110 §5.5: no NUL, CR, LF; strictly no other CTL either
        if not matches(rb"[\t\x20-\x7e\x80-\xff]*", value):
            raise Malformed("control character in a field value")
        return value.strip(b" \t")

    # the chunked coding

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:  # RFC 9112 §7.1
        digits = re.split(rb"[; \t]", line, maxsplit=1)[0]
        return digits, line[len(digits) :]

    def chunk_size(self, digits: bytes) -> int:  # RFC 9112 §7.1: 1*HEXDIG, of any magnitude
        if not matches(rb"[0-9A-Fa-f]+", digits):
            raise Malformed("chunk size is not hexadecimal")
        return int(digits, 16)

    def check_extensions(self, extension: bytes, total: int) -> None:  # RFC 9112 §7.1.1: ignore them, up to a limit
        if not matches(rb"(?:%b)*" % CHUNK_EXTENSION, extension):
            raise Malformed("malformed chunk extension")
        if total > MAX_EXTENSIONS:
            raise LimitExceeded(Part.CHUNK_LINE)

    def chunk_end(self, octets: bytes) -> None:  # RFC 9112 §7.1
        if octets != b"\r\n":
            raise Malformed("chunk data not followed by CRLF")

    def trailers(self, fields: list[Field]) -> None:  # RFC 9112 §7.1.2: never merge them into the header section
        """Discard the trailer fields; the client keeps them."""
