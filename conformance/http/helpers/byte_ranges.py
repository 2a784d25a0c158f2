"""For the cases on ranges (RFC 9110 §14, §15.3.7): the parts of an answer, and the range that each claims to be."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from conformance.http.grammar import MEDIA_TYPE, QUOTED_STRING, TOKEN
from conformance.http.heads import parse_fields
from conformance.http.helpers.resources import STATIC, answered, ask, require_representation
from conformance.http.peer import Http
from conformance.http.wire import Answer, Field, Response, values
from conformance.model import not_applicable

SMALLEST, LARGEST = 8, 64 * 1024  # octets of content on which ranges are tried
CONTENT_RANGE = re.compile(rb"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)")
_BOUNDARY = re.compile(rb";[\t ]*boundary=(%b|%b)" % (TOKEN, QUOTED_STRING), re.IGNORECASE)
_DELIMITER = rb"(?:^|\r\n)--%b(--)?[\t ]*(?:\r\n|$)"


@dataclass(frozen=True)
class Part:
    """One range of a representation. ``complete`` is the length that it gives for the whole, None for ``*``."""

    first: int
    last: int
    complete: int | None
    content: bytes
    fields: tuple[Field, ...] = ()

    def values(self, name: str) -> list[bytes]:
        """Return the value of each of its field lines of that name."""
        return values(self.fields, name)


@dataclass
class RangedResource:
    """A resource of the target that answers range requests; ``whole`` is the answer to a plain GET."""

    http: Http
    whole: Response

    @property
    def content(self) -> bytes:
        return self.whole.content

    def fill_length(self, written: bytes) -> bytes:
        """Replace ``{length}`` by the length of the content, and ``{last}`` by the length minus one."""
        length = len(self.content)
        return written.replace(b"{length}", b"%d" % length).replace(b"{last}", b"%d" % (length - 1))

    def get(self, written: bytes, *lines: bytes) -> Answer:
        """Return the answer to a GET with this value of Range."""
        return ask(self.http, STATIC, b"Range: " + self.fill_length(written), *lines)

    def require_part(self, written: bytes) -> Answer:
        """Return the 206 to this value of Range; not applicable if there is none, for §14.2 judges whether there is."""
        answer = answered(self.get(written))
        if answer.status != 206:
            not_applicable("the target does not send this range: see RFC 9110 §14.2")
        return answer

    def is_whole(self, answer: Answer) -> bool:
        """Whether the target ignored Range: 200 with the whole content."""
        return answer.status == 200 and answer.content == self.content

    def has_octets_of(self, part: Part) -> bool:
        """Whether the part contains the octets of the range that it claims to be."""
        fits = part.first <= part.last < len(self.content) and part.complete in (None, len(self.content))
        return fits and part.content == self.content[part.first : part.last + 1]

    def parts(self, answer: Answer) -> list[Part]:
        """Return the parts of a 206; not applicable if those of plain ranges cannot be read either."""
        try:
            return parts(answer)
        except AssertionError:
            if answer.status == 206:
                self._require_readable(b"bytes=0-1,-2" if is_multipart(answer) else b"bytes=0-0")
            raise

    def _require_readable(self, written: bytes) -> None:
        with self.http.attempt.aside("plain ranges, for comparison"):
            answer = self.get(written)
        try:
            assert answer.status != 206 or parts(answer)
        except AssertionError as error:
            not_applicable(f"the parts of a 206 cannot be read: {error}. See RFC 9110 §15.3.7")


def require_ranges(http: Http) -> RangedResource:
    """Return the representation at ``{path_static}``; not applicable if the target does not answer ranges of it."""
    whole = require_representation(http)
    if not SMALLEST <= len(whole.content) <= LARGEST:
        needs = f"the content of path_static has {len(whole.content)} octets, not {SMALLEST} to {LARGEST}"
        not_applicable(needs, "--cap path_static=/static/file.txt")
    resource = RangedResource(http, whole)
    if answered(resource.get(b"bytes=0-0")).status != 206:
        not_applicable("the target does not answer range requests at path_static", "--cap path_static=/file")
    return resource


def require_if_range(resource: RangedResource) -> None:
    """Not applicable if the target answers a range although If-Range does not match."""
    if not resource.is_whole(answered(resource.get(b"bytes=0-0", b'If-Range: "conformance"'))):
        not_applicable("the target does not evaluate If-Range, which another case judges")


def require_multipart(http: Http) -> tuple[RangedResource, Response]:
    """Return the answer in several parts to a request for two ranges; not applicable if it has only one part."""
    resource = require_ranges(http)
    answer = answered(resource.get(b"bytes=0-1,-2"))
    if not is_multipart(answer):
        not_applicable("the target does not answer two ranges in two parts")
    return resource, answer


def is_multipart(answer: Answer) -> bool:
    """Whether it is a 206 whose Content-Type is multipart/byteranges."""
    kinds = [value.partition(b";")[0].strip().lower() for value in answer.values("Content-Type")]
    return answer.status == 206 and b"multipart/byteranges" in kinds


def parts(answer: Answer) -> list[Part]:
    """Return the parts of a 206, or its single part; fails, saying why, if they cannot be read."""
    assert answer.status == 206, f"{answer.status} instead of 206"
    if not is_multipart(answer):
        return [_part(answer.values("Content-Range"), answer.content, ())]
    return [_part(values(fields, "Content-Range"), content, fields) for fields, content in body_parts(answer)]


def require_delimited(answer: Answer) -> None:
    """Not applicable if an answer in several parts cannot be split into them, whatever is in the parts."""
    try:
        assert not is_multipart(answer) or body_parts(answer)
    except AssertionError as error:
        not_applicable(f"{error}: the parts are not separated as multipart/byteranges requires it")


def boundary(answer: Answer) -> bytes:
    """Return the boundary parameter of the Content-Type, without its quotation marks."""
    media_type = next(iter(answer.values("Content-Type")), b"")
    found = _BOUNDARY.search(media_type) if MEDIA_TYPE.fullmatch(media_type) else None
    assert found, f"no boundary in {media_type[:80]!r}"
    return re.sub(rb"\\(.)", rb"\1", found[1][1:-1]) if found[1].startswith(b'"') else found[1]


def _part(ranges: list[bytes], content: bytes, fields: tuple[Field, ...]) -> Part:
    assert len(ranges) == 1, f"{len(ranges)} Content-Range fields where one is due"
    found = CONTENT_RANGE.fullmatch(ranges[0])
    assert found, f"not a Content-Range of bytes: {ranges[0][:60]!r}"
    return Part(int(found[1]), int(found[2]), None if found[3] == b"*" else int(found[3]), content, fields)


def body_parts(answer: Answer) -> list[tuple[tuple[Field, ...], bytes]]:
    """Return fields and content of each body part, which are between the delimiters (RFC 2046 §5.1.1)."""
    content = answer.content
    found = list(re.finditer(_DELIMITER % re.escape(boundary(answer)), content))
    assert found, "the boundary does not occur in the content"
    assert found[-1][1], "the last delimiter is not a closing one"
    assert not any(delimiter[1] for delimiter in found[:-1]), "a closing delimiter that is not the last"
    assert found[:-1], "no delimiter before the closing one"
    spans = itertools.pairwise(found)
    return [_body_part(content[start.end() : end.start()]) for start, end in spans]


def _body_part(octets: bytes) -> tuple[tuple[Field, ...], bytes]:
    head, end, content = octets.partition(b"\r\n\r\n")
    assert end, f"no empty line after the fields of a part: {octets[:60]!r}"
    return tuple(parse_fields(head.split(b"\r\n"))), content
