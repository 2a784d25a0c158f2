"""For the cases on resources: their representation and its validators.

Each request has a connection of its own, because a target may serve one at a time, and close it at any time.
"""

from __future__ import annotations

from conformance.http.answers import ACCEPTED
from conformance.http.grammar import ENTITY_TAG, imf_fixdate
from conformance.http.helpers.framing import require_whole
from conformance.http.peer import Http
from conformance.http.wire import Answer, Response
from conformance.model import inconclusive, not_applicable

STATIC = b"GET {path_static}"
END_OF_HEAD = b"Host: {host}\r\nConnection: close\r\n\r\n"
MISSING = b"/conformance/there-is-no-such-path"


def answer_on_new_connection(http: Http, request: bytes) -> Answer:
    """Return the answer to a request on a new connection; close the peer's own before."""
    http.close()
    peer = http.open_another()
    answer = peer.answer(request)
    peer.close()
    return answer


def ask(http: Http, start: bytes, *lines: bytes, content: bytes = b"") -> Answer:
    """Return the answer to method and target ``start`` with these field lines, on a connection of its own."""
    head = b"".join(line + b"\r\n" for line in lines)
    if content or start.startswith((b"PUT", b"POST", b"PATCH")):
        head += b"Content-Length: %d\r\n" % len(content)
    return answer_on_new_connection(http, start + b" HTTP/1.1\r\n" + head + END_OF_HEAD + content)


def answered(answer: Answer) -> Response:
    """Return the response; inconclusive if none came, because silence or a close does not refuse anything.

    Not applicable if a representation came that is not whole: other cases report that.
    """
    if not isinstance(answer, Response):
        inconclusive("the target does not answer")
    if answer.status in (200, 206):
        require_whole(answer)
    return answer


def is_error(answer: Answer) -> bool:
    """Whether it is a 4xx or 5xx; inconclusive if no response came."""
    return answered(answer).status >= 400


def require_representation(http: Http, *lines: bytes) -> Response:
    """Return the 200 to a plain GET of ``{path_static}``; not applicable if there is none."""
    answer = answered(ask(http, STATIC, *lines))
    if answer.status != 200:
        not_applicable("a plain GET of path_static is not answered 200", "--cap path_static=/static/file.txt")
    return answer


def require_conditional(http: Http, method: bytes, *lines: bytes) -> Answer:
    """Return the answer to a conditional GET or HEAD of ``{path_static}``; not applicable if a plain HEAD fails."""
    if method == b"HEAD" and answered(ask(http, b"HEAD {path_static}")).status != 200:
        not_applicable("a plain HEAD of path_static is not answered 200, which another case judges")
    return ask(http, method + b" {path_static}", *lines)


def require_same_value(http: Http, whole: Response, name: str) -> None:
    """Not applicable if the 200 to a plain GET has no such field, or another value of it than ``whole`` has."""
    if not whole.values(name):
        not_applicable(f"the 200 has no {name}")
    if require_representation(http).values(name) != whole.values(name):
        not_applicable(f"the {name} of the representation changes from response to response")


def require_validator(answer: Answer, name: str) -> bytes:
    """Return the one value of a validator field; not applicable if the answer has none that can be used."""
    values = answer.values(name)
    valid = ENTITY_TAG.fullmatch if name == "ETag" else imf_fixdate
    if len(values) != 1 or valid(values[0]) is None:
        lacks = "has no usable" if values else "has no"
        not_applicable(f"the representation {lacks} {name}", "--cap path_static=/static/file.txt")
    return values[0]


def require_current(http: Http, name: str, start: bytes = STATIC) -> bytes:
    """Return the validator that two GETs show.

    Not applicable if they show different ones: a validator that changes with every response is never the current one
    when a case sends it.
    """
    found = require_validator(ask(http, start), name)
    if ask(http, start).values(name) != [found]:
        not_applicable(f"the {name} of the representation changes from response to response")
    return found


def require_etag(http: Http) -> bytes:
    """Return the current entity tag, weak or strong."""
    require_representation(http)
    return require_current(http, "ETag")


def require_strong_etag(http: Http) -> bytes:
    """Return the current entity tag; not applicable if it is weak."""
    tag = require_etag(http)
    if tag.startswith(b"W/"):
        not_applicable("the entity tag of path_static is weak, and matches nothing by strong comparison")
    return tag


def require_condition_honoured(http: Http, line: bytes, status: int) -> None:
    """Not applicable if this condition alone is not answered by ``status``: another case judges that."""
    if answered(ask(http, STATIC, line)).status != status:
        not_applicable(f"the target does not answer {status} to {line.partition(b':')[0].decode()} by itself")


def require_last_modified(http: Http) -> bytes:
    """Return the current Last-Modified date; not applicable if it is later than Date: no condition has such a date."""
    whole = require_representation(http)
    dates = [imf_fixdate(value) for name in ("Last-Modified", "Date") for value in whole.values(name)]
    match dates:
        case [float(modified), float(date)] if modified > date:
            not_applicable("Last-Modified is later than Date: see RFC 9110 §8.8.2.1")
    return require_current(http, "Last-Modified")


def require_validators(http: Http) -> None:
    """Not applicable if a plain GET shows no validator: then the RFC requires nothing of conditions."""
    answer = require_representation(http)
    if not answer.values("ETag") and not answer.values("Last-Modified"):
        not_applicable("the representation at path_static has no validator", "--cap path_static=/static/file.txt")


def require_put_path(http: Http) -> bytes:
    """Return a new path under ``{put}``; not applicable if nothing can be put."""
    http.attempt.require_capability("put")
    return http.fill(b"{put}" + http.own_name)


def put(http: Http, path: bytes, content: bytes, *lines: bytes) -> Answer:
    """Return the answer to a PUT."""
    return ask(http, b"PUT " + path, *lines, content=content)


def require_stored(http: Http, content: bytes) -> bytes:
    """Put a resource and return its path; inconclusive if a plain PUT does not work."""
    path = require_put_path(http)
    if put(http, path, content) not in ACCEPTED:
        inconclusive("a plain PUT does not work")
    return path


def require_etag_at(http: Http, path: bytes) -> bytes:
    """Return the current entity tag of the representation at a path."""
    return require_current(http, "ETag", b"GET " + path)


def remove(http: Http, path: bytes) -> None:
    """Delete what the case has put; this is not added to the actual behaviour in the failure text."""
    with http.attempt.aside():
        ask(http, b"DELETE " + path)


def content_of(http: Http, path: bytes) -> bytes | None:
    """Return the content of a GET, or None without a 200; the actual behaviour in the failure text mentions it."""
    with http.attempt.aside():
        answer = ask(http, b"GET " + path)
    found = f"afterwards a GET is answered {answer.status}, {answer.content[:40]!r}"
    http.attempt.observed(f"{http.attempt.actual}; {found}")
    return answer.content if answered(answer).status == 200 else None
