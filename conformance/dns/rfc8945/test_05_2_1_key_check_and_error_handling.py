"""RFC 8945 section 5.2.1  Key Check and Error Handling"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NOTAUTH
from conformance.dns.names import labels_of, lowered
from conformance.dns.peer import Dns
from conformance.dns.rfc8945 import RFC8945
from conformance.dns.signed import UNKNOWN_KEY, require_tsig, signed_query, tsig_in
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8945.section("5.2.1", "Key Check and Error Handling")

BADKEY = 17  # an error
ALGORITHMS = [
    "hmac-md5.sig-alg.reg.int",
    "gss-tsig",
    "hmac-sha1",
    "hmac-sha224",
    "hmac-sha256",
    "hmac-sha256-128",
    "hmac-sha384",
    "hmac-sha512",
    "algorithm-that-nobody-has.invalid",
]
KEYS = [UNKNOWN_KEY, "a", "KEY.invalid", "k" * 63 + ".invalid", "."]

UNKNOWN = section.must(
    "unknown-key",
    role=SERVER,
    text="Answer NOTAUTH to a message that is signed by a key or algorithm that is not known.",
    hint="Look for the name of the TSIG record among your keys; without a match set RCODE 9.",
)


@verifies(UNKNOWN)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_key_of_any_algorithm_is_not_known(dns: Dns, algorithm: str) -> None:
    require_tsig(dns)
    assert dns.put(signed_query(dns, algorithm=algorithm)).rcode == NOTAUTH


@verifies(UNKNOWN)
@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_any_name_is_not_known(dns: Dns, key: str) -> None:
    require_tsig(dns)
    assert dns.put(signed_query(dns, key=key)).rcode == NOTAUTH


UNSIGNED_ERROR = section.must(
    "unsigned-badkey",
    role=SERVER,
    text="Send a TSIG record with the error BADKEY and without a MAC in that answer.",
    hint="Copy key, algorithm and times of the query; MAC size 0, the original ID, error 17, other length 0.",
    rests_on=(UNKNOWN,),
)


@verifies(UNSIGNED_ERROR)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_answer_says_that_the_key_is_bad(dns: Dns, algorithm: str) -> None:
    require_tsig(dns)
    found = tsig_in(dns.put(signed_query(dns, algorithm=algorithm)))
    assert found
    assert (found.mac, found.error) == (b"", BADKEY)


@verifies(UNSIGNED_ERROR)
@pytest.mark.parametrize("key", KEYS)
def test_the_answer_names_the_key(dns: Dns, key: str) -> None:
    require_tsig(dns)
    found = tsig_in(dns.put(signed_query(dns, key=key)))
    assert found
    assert (found.mac, found.error, lowered(found.key)) == (b"", BADKEY, lowered(labels_of(key)))
