"""RFC 9110 §11.4  Credentials"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.challenges import challenges_of
from conformance.http.helpers.resources import answered, ask
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("11.4", "Credentials")

INVALID_CREDENTIALS = section.should(
    "invalid-credentials-are-challenged",
    role=SERVER,
    text="Answer 401 to a request with invalid credentials, as to one without any.",
    hint="Answer a wrong password with 401 and WWW-Authenticate; 403 is for a known user who may not do this.",
)

CREDENTIALS = {
    b"basic": b"Basic Y29uZm9ybWFuY2U6Tm8gc3VjaCBwYXNzd29yZC4=",  # user conformance, password "No such password."
    b"bearer": b"Bearer Y29uZm9ybWFuY2U6Tm8gc3VjaCB0b2tlbi4",
}


@verifies(INVALID_CREDENTIALS)
def test_invalid_credentials_are_answered_401(http: Http) -> None:
    scheme = require_known_scheme(http)
    answer = answered(ask(http, b"GET {path_401}", b"Authorization: " + CREDENTIALS[scheme]))
    if answer in ACCEPTED or answer.status == 429:
        not_applicable("the target takes made-up credentials for valid ones, or limits how many are tried")
    assert answer.status == 401


def require_known_scheme(http: Http) -> bytes:
    """Return a scheme that the 401 names; not applicable if it names none for which credentials can be made up."""
    plain = answered(ask(http, b"GET {path_401}"))
    named = [challenge.scheme for challenge in challenges_of(plain).read if challenge.scheme in CREDENTIALS]
    if plain.status != 401 or not named:
        not_applicable("no 401 with a challenge of Basic or Bearer", "--cap path_401=/path")
    return named[0]
