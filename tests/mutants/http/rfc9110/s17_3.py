"""Mutants for RFC 9110 §17.3: a file outside of the root can be read."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STAY_INSIDE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.target import Targets
from tests.kit.file_servers import AcceptsInvalidTargets, FileServer, ServesOutsideRoot, UncheckedFolder
from tests.mutants import mutant


class Leaking(AcceptsInvalidTargets):
    """Opens every path that the check lets through."""

    paths = ServesOutsideRoot
    folder = UncheckedFolder


@mutant(STAY_INSIDE)
class ChecksNothing(Leaking):
    """Joins the decoded path to the root, and opens the result. A NUL ends the name."""

    class paths(ServesOutsideRoot):
        def split(self, path: bytes) -> list[bytes]:
            return path.lstrip(b"/").split(b"/")

        def may_name(self, segment: bytes) -> bool:
            return True

        def decoded_again(self, name: bytes) -> bytes:
            return os.path.normpath(name).partition(b"\0")[0] if b"\0" in name else name


@mutant(STAY_INSIDE)
class TakesAQueryForAPath(ChecksNothing):
    """Looks a file up by the whole target, including its query."""

    def answer(self, request: Request) -> Response:
        if b"secret" in (request.query or b""):
            request.path = request.target
        return super().answer(request)


@mutant(STAY_INSIDE)
class ComparesPrefixes(FileServer):
    """Treats a folder whose name begins like the root's as a part of the root."""

    class paths(ServesOutsideRoot):
        def may_name(self, segment: bytes) -> bool:
            return True

    class folder(UncheckedFolder):
        def path(self, name: str) -> Path:
            path = super().path(name)
            if not str(path).startswith(str(self.root)):
                raise PermissionError(name)
            return path


@mutant(STAY_INSIDE)
class DecodesUntilNothingChanges(Leaking):
    """Decodes a name repeatedly after the check, until nothing is left to decode."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            while name != (name := unquote_to_bytes(name)):
                continue
            return name


@mutant(STAY_INSIDE)
class FollowsBackslashes(Leaking):
    """Treats a backslash, also one that is encoded twice, as a slash after it has checked the segments."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            return unquote_to_bytes(name).replace(b"\\", b"/")


@mutant(STAY_INSIDE)
class DecodesOverlongSegments(Leaking):
    """Decodes UTF-8 without checking how many octets a character may have."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            return re.sub(rb"[\xc0-\xf7][\x80-\xbf]{1,3}", self.overlong, name).replace(b"\\", b"/")

        def overlong(self, found: re.Match[bytes]) -> bytes:
            number = 0
            for octet in found[0][1:]:
                number = number << 6 | octet & 0x3F
            return bytes([number | (found[0][0] & 1) << 6]) if number < 128 else found[0]


@mutant(STAY_INSIDE)
class DecodesPercentU(Leaking):
    """Decodes %u, which no RFC defines, and converts full-width characters to ASCII."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            plain = re.sub(rb"%u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)).encode(), name)
            return unicodedata.normalize("NFKC", os.fsdecode(plain)).encode(errors="replace").replace(b"\\", b"/")


@mutant(STAY_INSIDE)
class DropsNul(Leaking):
    """Drops NUL from a name that was checked with it."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            return name.replace(b"\0", b"")


@mutant(STAY_INSIDE)
class DropsParameters(Leaking):
    """Drops from each segment what follows a semicolon, after the segments were checked."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            return re.sub(rb";[^/]*", b"", name)


@mutant(STAY_INSIDE)
class StripsOnce(Leaking):
    """Removes every `../` from a name, and does not check what remains."""

    class paths(ServesOutsideRoot):
        def may_name(self, segment: bytes) -> bool:
            return True

        def decoded_again(self, name: bytes) -> bytes:
            return name.replace(b"\\", b"/").replace(b"../", b"")


@mutant(STAY_INSIDE)
class TrimsNames(Leaking):
    """Trims what a file system overlooks at the ends of a name: whitespace, and a dot too many."""

    class paths(ServesOutsideRoot):
        def decoded_again(self, name: bytes) -> bytes:
            segments = [segment.strip(b" \t\r\n+") for segment in name.split(b"/")]
            return b"/".join(segment[:-1] if segment == b"..." else segment for segment in segments)


@mutant(STAY_INSIDE)
class JoinsAbsoluteNames(Leaking):
    """Treats what follows two slashes, or a scheme, as an absolute name."""

    class paths(ServesOutsideRoot):
        def split(self, path: bytes) -> list[bytes]:
            return path.removeprefix(b"/").split(b"/")

        def may_name(self, segment: bytes) -> bool:
            return segment != b".."

        def decoded_again(self, name: bytes) -> bytes:
            name = re.sub(rb";[^/]*|file:", b"/", unquote_to_bytes(name)).replace(b"\\", b"/")
            return re.sub(rb"^.*//", b"/", name)


@mutant(STAY_INSIDE)
class HasAnAliasWithoutASlash(Leaking):
    """Removes /files from the beginning of a path, also if no slash follows it."""

    class paths(ServesOutsideRoot):
        def may_name(self, segment: bytes) -> bool:
            return segment != b".."

        def decoded_again(self, name: bytes) -> bytes:
            return name.removeprefix(b"files")


@mutant(STAY_INSIDE)
class HasAFolderForEachHost(Leaking):
    """Looks for files in the folder that has the name of the host, without checking that name."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            host = unquote_to_bytes(b"".join(request.values(b"host")))
            if b".." not in host:
                super().check_host(request)
            else:
                request.authority = host.removesuffix(b":80").replace(b"\\", b"/")

    def answer(self, request: Request) -> Response:
        file = self.site.files.get(os.fsdecode(request.authority + request.path))
        return Response(200, [], file.content) if file else super().answer(request)
