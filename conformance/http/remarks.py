"""What the user should hear of a target that can be judged, but of which much would be missed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import SplitResult, urlsplit

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.url import Url, renamed
from conformance.http.manifest import probe
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.wire import Answer
from conformance.text import show

CONTENT = 64  # octets by which an echo is found
ECHOES = ("/echo", "/", "/post")  # paths that may be an echo
DEFAULT_PORTS = {"http": 80, "https": 443}
NOBODY = "/conformance-no-such-path"
NO_SUCH_PATH = (404, 405, 501)


def remarks(fresh: Callable[[], Attempt]) -> list[str]:
    """Say where a plain GET is redirected to, and why a path that looks like an echo is not used as one."""
    redirected = probe(fresh, _redirection)
    attempt = fresh()
    given = attempt.target.capabilities.get("echo")
    attempt.close()
    paths = [given] if given else ECHOES
    reasons = (probe(fresh, partial(_no_echo, path=path, given=bool(given))) for path in paths)
    first = next((reason for reason in reasons if reason), None)
    return [text for text in (redirected, first) if text]


def post_content(attempt: Attempt, path: str) -> tuple[bytes, Answer]:
    """Send a POST whose content is binary; return the content, and the answer."""
    content = attempt.octets(CONTENT)
    target, length = path.encode("latin-1"), b"%d" % CONTENT
    head = b"POST %b HTTP/1.1\r\nHost: {host}\r\nContent-Length: %b\r\nConnection: close\r\n\r\n" % (target, length)
    http = Http(attempt)
    http.stream.send(http.fill(head) + content)
    return content, http.receive(head)


def as_text(octets: bytes) -> set[bytes]:
    """The octets as a program sends them that takes them for text, by usual codecs and usual ways with errors."""
    texts = {octets.decode(codec, how) for codec in ("utf-8", "ascii") for how in ("replace", "ignore")}
    encoded = {text.encode("utf-8") for text in (*texts, octets.decode("latin-1"))}
    return encoded | {text.replace("\ufffd", "?").encode("ascii", "replace") for text in texts}


def _no_echo(attempt: Attempt, path: str, given: bool) -> str:
    """Why the path is no echo, as one sentence; empty if it is one, or does not look like one."""
    sent, answer = post_content(attempt, path)
    if answer.status == 200 and answer.content == sent:
        return ""
    reason = _difference(sent, answer)
    if not (reason or given or (path == ECHOES[0] and _is_served(attempt, answer))):
        return ""
    reason = reason or f"a POST is answered {answer.status or 'by nothing'}, without the octets that were sent"
    return f"{path} is no echo, for {reason}" + ("" if given else ": cases that need one do not apply")


def _is_served(attempt: Attempt, answer: Answer) -> bool:
    """Whether a POST to the path was answered, and otherwise than one to a path that nobody serves."""
    if answer.status in (None, *NO_SUCH_PATH):
        return False
    _, other = post_content(attempt, NOBODY)
    return (answer.status, answer.content) != (other.status, other.content)


def _difference(sent: bytes, answer: Answer) -> str:
    """How the content of an answer resembles what was sent; empty if it does not."""
    came = answer.content
    if came in as_text(sent):
        return "it sends binary back as text"
    if came == sent:
        return f"it sends the content back, but with status {answer.status} instead of 200"
    if sent in came:
        return "it sends more back than the content of the request"
    if came and sent.startswith(came):
        return f"it sends only the first {len(came)} of {len(sent)} octets back"
    return ""


def _redirection(attempt: Attempt) -> str:
    """Where a plain GET is redirected to, and the option that judges what is there; empty if it is not."""
    answer = Http(attempt).answer(GET_AND_CLOSE % b"{path}")
    locations = answer.values("Location")
    if not locations or answer.status is None or not 300 <= answer.status < 400:
        return ""
    start = f"a plain GET is answered {answer.status} and sent to {show(locations[0], 80)}"
    try:
        return f"{start}: {_follow(urlsplit(locations[0].decode('latin-1')), attempt)}"
    except ValueError:  # not a URI, which other cases judge
        return start


def _follow(location: SplitResult, attempt: Attempt) -> str:
    """The option that judges what is at a Location."""
    url, name = renamed(attempt.target.url, attempt.target.host), location.hostname
    if location.scheme and location.scheme != url.scheme:
        there = Url(
            location.scheme, name or url.host, location.port or DEFAULT_PORTS.get(location.scheme, 0), location.path
        )
        return f"--target {there} judges the server there"
    if name and name != url.host.lower():
        return f"--host {name} asks for that host name"
    return f"--cap path_ok={location.path or '/'} judges what is there"
