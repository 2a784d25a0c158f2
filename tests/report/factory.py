"""Made-up results: whole files, written as the recorder writes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HOSTILE = (
    "</script><script>document.title='owned'</script>"
    "<img src=x onerror=\"document.title='owned'\"><svg onload=alert(1)>"
    "\x00\x1b[31m\x07\x85\u2028\u2029\u202e'\"`|<!--]]> @everyone [a](javascript:alert(1)) \xff\xfe\ud800"
)
"""What a target might answer, to harm who reads of it."""

TARGET = "http://127.0.0.1:8080/"


def requirement(key: str, **changes: str) -> dict[str, str]:
    """A stated requirement, by its id."""
    document, section, slug = key.split("/")
    return {
        "document": document.upper().replace("RFC", "RFC "),
        "document_title": "HTTP/1.1",
        "section": section,
        "section_title": f"Section {section}",
        "level": "MUST",
        "role": "server",
        "text": f"Do as {slug} says.",
        "hint": f"Mind {slug}.",
        "url": f"https://www.rfc-editor.org/rfc/{document}#section-{section}",
        "untestable": "",
    } | changes


def row(key: str, verdict: str = "conforms", **changes: Any) -> dict[str, Any]:
    """A row of a requirement."""
    document, _, slug = key.split("/")
    return {
        "id": key,
        "case": f"conformance/http/{document}/test_x.py::test_{slug.replace('-', '_')}[1]",
        "level": "MUST",
        "role": "server",
        "verdict": verdict,
        "target": TARGET,
        "seconds": 0.0012,
        "message": "" if verdict == "conforms" else f"{verdict} indeed",
        "asserted": "assert answer.status == 400",
        "actual": "HTTP/1.1 200 OK, 12 octets of content",
        "values": {"line": "b'X-A : b'"},
        "repeat": {"shell": "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc 127.0.0.1 8080", "pytest": "pytest 'x::y[1]'"},
        "known": "",
        "evidence": [
            {"at": 0.0001, "mark": ">", "connection": 1, "octets": "GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
            {"at": 0.0004, "mark": "<", "connection": 1, "octets": "HTTP/1.1 200 OK\r\n\r\n", "omitted": 0},
            {"at": 0.0005, "mark": "<", "connection": 1, "note": "FIN"},
        ],
    } | changes


def head(requirements: dict[str, dict[str, str]], *targets: str, **changes: Any) -> dict[str, Any]:
    """The description of a run."""
    urls = targets or (TARGET,)
    offers = {"capabilities": {"path_ok": "/"}, "missing": {"put": "--cap put=/path/"}, "jobs": 64, "patience": 2.0}
    return {
        "target": urls[0],
        "targets": [
            {"target": url, "name": url[7:-1], "protocol": "http", "server": "nginx/1.22"} | offers for url in urls
        ],
        "protocol": "http",
        "capabilities": {"path_ok": "/"},
        "versions": {"conformance": "0.1.0", "python": "3.11.7", "pytest": "9.2.0"},
        "options": {"--target": f"['{urls[0]}']", "--patience": "2.0"},
        "started": "2026-11-20T23:40:00+00:00",
        "requirements": requirements,
    } | changes


def write(
    path: Path, run: dict[str, Any], rows: list[dict[str, Any]], *, whole: bool = True, interrupted: str = ""
) -> Path:
    """Write a `results.jsonl`; without its summary where it is not `whole`."""
    lines: list[dict[str, Any]] = [{"run": run}, *rows]
    if whole:
        counts: dict[str, int] = {}
        for item in rows:
            counts[item["verdict"]] = counts.get(item["verdict"], 0) + 1
        lines.append({"summary": {"verdicts": counts, "seconds": 3.2, "exit": 1, "interrupted": interrupted}})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def embedded(page: str) -> Any:
    """The data that a page carries for its script."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def evidence(*entries: tuple[str, int, str]) -> list[dict[str, Any]]:
    """Entries of (mark, connection, octets); a note, where the octets begin with a hash."""
    return [
        {"at": 0.0, "mark": mark, "connection": connection}
        | ({"note": text[1:]} if text.startswith("#") else {"octets": text})
        for mark, connection, text in entries
    ]


SERVED, MISSING, PLAIN = "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"
