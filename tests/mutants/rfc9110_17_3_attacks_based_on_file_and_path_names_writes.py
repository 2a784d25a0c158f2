"""Mutants for RFC 9110 §17.3: a file outside of the root can be written or removed."""

from __future__ import annotations

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STAY_INSIDE
from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names_writes import WRITE_INSIDE
from reference_impls.http_request import Request
from reference_impls.http_site import DirectoryFiles, Response, Site
from tests.mutants import mutant
from tests.mutants.rfc9110_17_3_attacks_based_on_file_and_path_names import (
    ALSO,
    ChecksNothing,
    DecodesOverlongForms,
    DecodesPercentU,
    DecodesUntilNothingChanges,
    DropsNul,
    DropsParameters,
    FollowsBackslashes,
    StripsOnce,
)

for core in (
    *(ChecksNothing, DecodesUntilNothingChanges, DecodesOverlongForms, DecodesPercentU),
    *(FollowsBackslashes, DropsNul, DropsParameters, StripsOnce),
):
    mutant(WRITE_INSIDE, {**ALSO, STAY_INSIDE: "it reads in the same way"})(core)


@mutant(WRITE_INSIDE)
class ChecksOnlyWhatItReads(ChecksNothing):
    """Compares a name with the root before it reads a file, and not before it writes one."""

    def answer(self, request: Request) -> Response:
        site = self.site
        if request.method not in (b"PUT", b"DELETE"):
            assert isinstance(site.files, DirectoryFiles)
            self.site = Site(DirectoryFiles(site.files.root), site.resources, site.fallback)
        response = super().answer(request)
        self.site = site
        return response
