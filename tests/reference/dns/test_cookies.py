"""The reference's cookies are those of RFC 9018, whose appendix A has test vectors."""

from __future__ import annotations

import pytest

from reference_impls.dns.cookies import is_valid, new_cookie
from reference_impls.dns.siphash import siphash
from reference_impls.dns.subnet import is_subnet

SECRET = bytes.fromhex("e5e973e5a6b2a43f48e7dc849e37bfcf")
CLIENT, MADE = b"198.51.100.100", 1559731985
COOKIE = bytes.fromhex("2464c4abcf10c957010000005cf79f111f8130c3eee29480")


def test_the_hash_is_that_of_its_authors() -> None:
    assert siphash(bytes(range(15)), bytes(range(16))).hex() == "e545be4961ca29a1"


def test_a_cookie_is_made_as_in_a_1() -> None:
    assert new_cookie(COOKIE[:8], CLIENT, SECRET, MADE) == COOKIE


@pytest.mark.parametrize(
    ("later", "valid"), [(0, True), (2400, True), (3600, True), (3601, False), (-300, True), (-301, False)]
)
def test_a_cookie_is_valid_for_an_hour(later: int, valid: bool) -> None:
    assert is_valid(COOKIE, CLIENT, SECRET, MADE + later) == valid


def test_reserved_octets_may_be_set_as_in_a_3() -> None:
    cookie = bytes.fromhex("fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5")
    assert is_valid(cookie, b"203.0.113.203", SECRET, 1559727985)


def test_a_cookie_is_one_client_s() -> None:
    assert not is_valid(COOKIE, b"198.51.100.101", SECRET, MADE)
    assert not is_valid(bytes(8) + COOKIE[8:], CLIENT, SECRET, MADE)
    assert not is_valid(COOKIE + bytes(12), CLIENT, SECRET, MADE)


@pytest.mark.parametrize(
    ("octets", "well_formed"),
    [
        ("0001 00 00", True),
        ("0001 18 00 c00002", True),
        ("0002 38 00 20010db8000001", True),
        ("0001 14 00 c00010", True),
        ("0001 14 00 c00008", False),
        ("0001 18 00 c0000200", False),
        ("0001 18 00 c000", False),
        ("0001 18 08 c00002", False),
        ("0001 21 00 c000020000", False),
        ("0003 00 00", False),
        ("0001 00", False),
    ],
)
def test_networks_are_of_their_form(octets: str, well_formed: bool) -> None:
    assert is_subnet(bytes.fromhex(octets)) == well_formed
