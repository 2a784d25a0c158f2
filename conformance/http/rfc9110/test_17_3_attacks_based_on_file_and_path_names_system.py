"""RFC 9110 §17.3  Attacks Based on File and Path Names: reading files that every system has."""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import get_on_new_connection, octets_of
from conformance.http.peer import Http
from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STAY_INSIDE, disguised
from conformance.model import inconclusive

PASSWD = re.compile(rb"\broot:[^:\s]{0,200}:0:0:")
WIN_INI = re.compile(rb"^; for 16-bit app support\r?$|^\[mci extensions\]\r?$", re.MULTILINE | re.IGNORECASE)
DEPTHS = range(1, 9)


@verifies(STAY_INSIDE)
@disguised
def test_no_way_up_leads_to_a_file_of_the_system(http: Http, step: bytes) -> None:
    for path in [b"/" + step * depth + b"etc/passwd" for depth in DEPTHS] + [b"/" + step * 8 + b"windows/win.ini"]:
        http, answer = get_on_new_connection(http, path)
        assert not holds_a_system_file(http, octets_of(answer)), "a file of the operating system was served"


@verifies(STAY_INSIDE)
@pytest.mark.parametrize(
    "target",
    [
        b"//etc/passwd",
        b"///etc/passwd",
        b"/%2fetc/passwd",
        b"/%2Fetc%2fpasswd",
        b"/%5cetc/passwd",
        b"/%252fetc/passwd",
        b"/;/etc/passwd",
        b"/file:///etc/passwd",
        b"file:///etc/passwd",
        b"file:/etc/passwd",
        b"/C:/windows/win.ini",
        b"/c:%5cwindows%5cwin.ini",
        b"{scheme}://{host}//etc/passwd",
        b"{scheme}://{host}/../../../../../../../../etc/passwd",
        b"/?file=../../../../../../../../etc/passwd",
        b"//proc/self/root/etc/passwd",
    ],
)
def test_a_file_of_the_system_has_no_path(http: Http, target: bytes) -> None:
    http, answer = get_on_new_connection(http, target)
    assert not holds_a_system_file(http, octets_of(answer)), "a file of the operating system was served"


def holds_a_system_file(http: Http, octets: bytes) -> bool:
    """Whether octets have the form of one; inconclusive where a path without any tricks is answered so, too."""
    if not looks_like_one(octets):
        return False
    for path in (b"/conformance/there-is-no-such-path", b"/etc/passwd", b"/windows/win.ini"):
        http, answer = get_on_new_connection(http, path)
        if looks_like_one(octets_of(answer)):
            inconclusive("the target answers a plain path so: the folder that it serves may be the whole system")
    return True


def looks_like_one(octets: bytes) -> bool:
    return bool(PASSWD.search(octets) or WIN_INI.search(octets))
