"""What a user can do where the plainest request is not served: the hint that fits the status code."""

from __future__ import annotations

from conformance.http.wire import Answer

OTHER_PATH = "name a path that is served: --cap path_ok=/path"
ADVICE = {
    400: f"if it serves only certain host names, say one of them: --host NAME; or {OTHER_PATH}",
    401: "it asks for a login: --cap 'fields=Authorization: ...' adds one to every request",
    403: "it refuses access: --cap 'fields=NAME: VALUE' adds a key or a cookie to every request; "
    "or name a path that everybody may read: --cap path_ok=/path",
    421: "it does not serve this host name: --host NAME says another one",
}


def advice(answer: Answer) -> str:
    """Return what to do about an answer to a plain GET that is neither 2xx nor 3xx."""
    return ADVICE.get(answer.status or 0, OTHER_PATH)
