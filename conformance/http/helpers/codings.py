"""For the cases on content codings: require that the target sends gzip if it is asked to."""

from __future__ import annotations

from conformance.http.helpers.resources import require_representation
from conformance.http.peer import Http
from conformance.http.wire import Response
from conformance.model import not_applicable

GZIP = b"Accept-Encoding: gzip"


def require_gzip(http: Http) -> Response:
    """Return the representation without a coding; not applicable if the target does not send gzip when asked."""
    plain, coded = require_representation(http), require_representation(http, GZIP)
    if plain.values("Content-Encoding") or not coded.values("Content-Encoding"):
        not_applicable("path_static is not sent in gzip where that is asked for", "--cap path_static=/static/file.txt")
    return plain
