"""What the harness must know about HTTP: schemes, capabilities, the baseline exchange, discovery."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.material import Material
from conformance.harness.case.spec import Peer, ProtocolSpec
from conformance.harness.engine.segment_runs import Segmented
from conformance.harness.engine.survival import Survival
from conformance.harness.targets.resources import Resources
from conformance.http.advice import advice
from conformance.http.answers import ACCEPTED, describe
from conformance.http.behaviour import measure
from conformance.http.bounds import KEPT_CONTENT, LINE, RESPONSE
from conformance.http.docroot import NAME, ROOT, DocRoot, lay_out
from conformance.http.facts import inapplicable
from conformance.http.lint.provoke import send_again
from conformance.http.lint.responses import Responses
from conformance.http.manifest import manifest, probe
from conformance.http.peer import Http
from conformance.http.remarks import ECHOES, post_content, remarks
from conformance.http.repair_order import REFUSALS, REPAIR_ORDER
from conformance.http.requests import GET, GET_AND_CLOSE
from conformance.http.wire import Response
from conformance.model import Endless

CAPABILITIES = {
    "path_ok": "/",
    "fields": "Authorization: Bearer abc (field lines that every request needs)",
    "body": "/path that reads the content of a POST",
    "echo": "/path that returns the content of a POST",
    "echo_headers": "/path that lists the field lines it received",
    "put": "/path/ under which PUT, GET and DELETE work",
    "alias": "/path/ under which the document root is served once more",
    "post_create": "/path that creates a resource for each POST",
    "patch": "/path that takes PATCH",
    "path_static": "/static/file.txt",
    "path_405": "/path that refuses DELETE",
    "path_401": "/path that asks for authentication",
    "path_204": "/path answered 204",
    "redirect": "/path that redirects",
    "chunked_resp": "/path with a chunked response",
    "trailers": "/path with trailer fields",
    "early_hints": "/path with 103",
    "upgrade": "/path that switches protocols",
    "form": "/path that answers POST of a form with its fields, as application/x-www-form-urlencoded",
    "cookie_echo": "/path that lists the cookies it received",
    "set_cookie": "/path that sets cookies",
    "big": "/path with a large content",
    "negotiated": "/path whose text is in the language that Accept-Language asks for",
    "root_name": "name of the folder that is served, without the path to it",
    "pages": "/more,/paths whose responses shall be looked at",
}


def baseline(attempt: Attempt) -> str:
    """Send a plain GET; return what is wrong with its answer, or an empty text."""
    path = attempt.require_capability("path_ok")
    try:
        answer = Http(attempt).answer(GET)
    except Endless as reason:
        return f"a plain GET {path} is not answered to its end: {reason}"
    if answer in ACCEPTED:
        return ""
    if isinstance(answer, Response):
        return f"a plain GET {path} is answered {answer.status}; {advice(answer)}"
    return f"a plain GET {path} is not answered: {describe(answer)}"


def discover(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find capabilities by harmless probes: the manifest, then conventional paths."""
    found = probe(fresh, lambda attempt: manifest(attempt, CAPABILITIES)) or {}
    found = (probe(fresh, _documents) or {}) | found
    if "echo" not in found:
        for path in ECHOES:
            if probe(fresh, lambda attempt, path=path: _echoes(attempt, path)):  # type: ignore[misc]
                found |= {"echo": path}
                break
    if "echo" in found:
        found.setdefault("body", found["echo"])
    if "path_static" not in found and (path := probe(fresh, _with_validators)):
        found["path_static"] = path
    if "negotiated" not in found and (path := probe(fresh, _in_languages)):
        found["negotiated"] = path
    return found


def check_docroot(attempt: Attempt) -> str:
    """Ask for a file of the document root; return what is wrong with the answer, or an empty text."""
    expected = DocRoot(Path(attempt.target.materials[NAME])).content("file.txt")
    served = Http(attempt).answer(GET_AND_CLOSE % b"/file.txt").content == expected
    return "" if served else f"does not serve its folder {ROOT}"


def _documents(attempt: Attempt) -> dict[str, str]:
    """Return the capabilities that the files of the document root provide."""
    if NAME not in attempt.target.materials:
        return {}
    redirects = Http(attempt).answer(GET_AND_CLOSE % b"/folder").status in range(300, 400)
    known = {"path_static": "/file.txt", "big": "/big.txt", "root_name": ROOT}
    return known | ({"redirect": "/folder"} if redirects else {})


def _echoes(attempt: Attempt, path: str) -> bool:
    content, answer = post_content(attempt, path)
    return answer.status == 200 and answer.content == content


def _with_validators(attempt: Attempt) -> str:
    """Return the path that is served, if its representation has a validator that does not change."""
    first, second = (Http(attempt).answer(GET_AND_CLOSE % b"{path}") for _ in range(2))
    known = [(answer.values("ETag"), answer.values("Last-Modified"), answer.content) for answer in (first, second)]
    steady = first.status == second.status == 200 and known[0] == known[1]
    return attempt.require_capability("path_ok") if steady and any(known[0][:2]) else ""


def _in_languages(attempt: Attempt) -> str:
    """Return the path that is served, if its Vary says that the language of a request matters."""
    answer = Http(attempt).answer(GET_AND_CLOSE % b"{path}")
    chosen = answer.status == 200 and b"accept-language" in answer.members("Vary")
    return attempt.require_capability("path_ok") if chosen else ""


def trim_for_lint(response: Response) -> int:
    """Keep only the beginning of large content: the cases on all responses need no more.

    Returns about how many octets of memory are left of the response.
    """
    response.content, response.interim = response.content[:KEPT_CONTENT], []
    lines = len(response.fields) + len(response.trailers)
    octets = len(response.head) + len(response.content) + len(response.sent)
    return octets + RESPONSE + LINE * lines


def server_banner(received: list[Any]) -> str:
    """Return the Server field of the first response, at most 80 characters."""
    values = received[0].values("Server") if received else []
    return values[0].decode("latin-1")[:80] if values else ""


LAST: dict[str, Callable[[Attempt], Peer]] = {  # peers of cases that run by themselves, after all others
    "responses": Responses,
    "segmented": Segmented,
    "survival": Survival,
    "resources": Resources,
}
DOCROOT = Material(
    name=NAME,
    title="document root",
    served=ROOT,
    lay_out=lay_out,
    find=lambda text: DocRoot.at(text).base,
    check=check_docroot,
)
PROTOCOL = ProtocolSpec(
    name="http",
    ports={"http": 80, "https": 443},
    tls_schemes={"https": ("http/1.1",)},
    capabilities=CAPABILITIES,
    assumed=lambda url: {"path_ok": url.path or "/"},
    peers={"http": Http} | LAST,
    alone=frozenset(LAST),
    baseline=baseline,
    discover=discover,
    inapplicable=inapplicable,
    measure=measure,
    remarks=remarks,
    server_banner=server_banner,
    idle_preamble=b"G",
    writes=frozenset({"put", "post_create", "patch"}),
    trim_for_lint=trim_for_lint,
    send_again=send_again,
    reference=f"--root {DOCROOT.placeholder}",
    materials=(DOCROOT,),
    repair_order=REPAIR_ORDER,
    refusals=REFUSALS,
)
