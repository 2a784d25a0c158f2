"""Make Allure's page of one file small, and have it open on what failed.

Allure writes the data of a page as calls `d("name", "octets in Base64")`. Of a page of 41 MB, this is all but 4 MB, and
most of it repeats itself. Compressed in one piece it takes a tenth; the browser unpacks it when the page is opened.
"""

from __future__ import annotations

import base64
import gzip
import json
import re

_CALLS = re.compile(r'Promise\.allSettled\(\[((?:\s*d\("[^"]*",\s*"[A-Za-z0-9+/=]*"\),?)+\s*)\]\)')
_CALL = re.compile(r'd\("([^"]*)",\s*"([A-Za-z0-9+/=]*)"\)')
_UNUSED = "data/history/"  # earlier runs as a whole: the page reads their rows beside those of this run
_CATEGORIES = "widgets/categories.json"

_UNPACK = """new Response(
        new Blob([Uint8Array.from(atob("%s"), (one) => one.charCodeAt(0))])
          .stream().pipeThrough(new DecompressionStream("gzip")),
      ).json().then(({ names, values }) => Promise.allSettled(
        Object.entries(names).map(([name, number]) => d(name, btoa(values[number]))),
      ))"""
"""Calls `d` as the page did, with the same names and values."""

_OPEN = """<script>if (!location.hash) location.replace("#categories");</script>"""
"""Shows the categories, of which violations come first, unless a link names another part of the page."""


def prepared(page: str) -> str:
    """Return the page with its data packed; it opens on the categories if there are any.

    A page of another form, as of another version of Allure, is returned as it is.
    """
    found = _CALLS.search(page)
    if not found:
        return page
    calls = [(name, octets) for name, octets in _CALL.findall(found[1]) if not name.startswith(_UNUSED)]
    data = {name: base64.b64decode(octets).decode("latin-1") for name, octets in calls}
    page = page[: found.start()] + _UNPACK % _packed(data) + page[found.end() :]
    return page.replace("</head>", f"{_OPEN}</head>", 1) if _has_categories(data) else page


def _packed(data: dict[str, str]) -> str:
    """Compress names and values; a value that several names have is kept once."""
    numbers: dict[str, int] = {}
    names = {name: numbers.setdefault(value, len(numbers)) for name, value in data.items()}
    text = json.dumps({"names": names, "values": list(numbers)}, ensure_ascii=True)
    return base64.b64encode(gzip.compress(text.encode("ascii"), mtime=0)).decode("ascii")


def _has_categories(data: dict[str, str]) -> bool:
    """Whether some row violates, deviates, or could not be judged."""
    return bool(json.loads(data.get(_CATEGORIES, "{}")).get("roots"))
