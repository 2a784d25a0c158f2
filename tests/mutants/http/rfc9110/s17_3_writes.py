"""Mutants for RFC 9110 §17.3: a file outside of the root can be written or removed."""

from __future__ import annotations

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names_writes import WRITE_INSIDE
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Site
from tests.mutants import mutant
from tests.mutants.http.rfc9110.s17_3 import (
    ChecksNothing,
    DecodesOverlongSegments,
    DecodesPercentU,
    DecodesUntilNothingChanges,
    DropsNul,
    DropsParameters,
    FollowsBackslashes,
    Leaking,
    StripsOnce,
)


class ReadsInside(Leaking):
    """Compares a name with the root before it reads a file, and not before it writes one."""

    def answer(self, request: Request) -> Response:
        site = self.site
        if request.method not in (b"PUT", b"DELETE"):
            assert isinstance(site.files, DirectoryFiles)
            self.site = Site(DirectoryFiles(site.files.root), site.resources, site.fallback)
        response = super().answer(request)
        self.site = site
        return response


@mutant(WRITE_INSIDE)
class WritesWhatItIsTold(ReadsInside, ChecksNothing):
    """Writes wherever a decoded path leads."""


@mutant(WRITE_INSIDE)
class WritesAfterMoreDecoding(ReadsInside, DecodesUntilNothingChanges):
    """Decodes a name again after the check, and writes to the result."""


@mutant(WRITE_INSIDE)
class WritesAfterAnyUtf8(ReadsInside, DecodesOverlongSegments):
    """Decodes overlong UTF-8 after the check, and writes to the result."""


@mutant(WRITE_INSIDE)
class WritesAfterPercentU(ReadsInside, DecodesPercentU):
    """Decodes %u, which no RFC defines, after the check, and writes to the result."""


@mutant(WRITE_INSIDE)
class WritesBehindBackslashes(ReadsInside, FollowsBackslashes):
    """Treats a backslash as a slash after the check, and writes to the result."""


@mutant(WRITE_INSIDE)
class WritesWithoutNul(ReadsInside, DropsNul):
    """Drops NUL after the check, and writes there."""


@mutant(WRITE_INSIDE)
class WritesWithoutParameters(ReadsInside, DropsParameters):
    """Drops parameters after the check, and writes there."""


@mutant(WRITE_INSIDE)
class WritesAfterStripping(ReadsInside, StripsOnce):
    """Removes dot segments once, and writes to the path that remains."""
