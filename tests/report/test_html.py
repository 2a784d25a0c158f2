"""The page: whole without a network, harmless after a hostile target, bounded in size."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conformance.model import Level, Verdict
from conformance.report import html
from conformance.report.render import FOLDER
from conformance.report.results import VERDICTS, Results
from tests.report.conftest import Make
from tests.report.factory import HOSTILE, TARGET, embedded, requirement, row

KEY = "rfc9112/5.1/no-space-before-colon"
ALLOWED = {
    *("html", "head", "meta", "title", "link", "style", "script", "noscript"),
    *("body", "header", "nav", "main", "section", "h1", "h2", "h3", "div", "p", "details", "summary", "svg", "rect"),
    *("a", "b", "br", "code", "small", "span"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def every(self, attribute: str) -> list[str]:
        return [found[attribute] or "" for _, found in self.found if attribute in found]


def hostile(make: Make) -> Results:
    """Results in which every text that could come from a target or a name is hostile."""
    evil = dict.fromkeys(("message", "asserted", "actual", "option", "known"), HOSTILE)
    evidence = [{"at": 0.1, "mark": "<", "connection": 1, "octets": HOSTILE[:-1], "note": HOSTILE}]
    deep = {"values": {HOSTILE: HOSTILE}, "repeat": {"shell": HOSTILE}, "evidence": evidence}
    case = f"conformance/http/x.py::test_y[{HOSTILE}]"
    rows = [row(KEY, verdict, case=case, **{**evil, **deep}) for verdict in VERDICTS]
    rows.append(row("rfc9112/5.1/b", "violates", message=HOSTILE))
    url = f"javascript:{HOSTILE}"
    stated = {row["id"]: requirement(row["id"], text=HOSTILE, hint=HOSTILE, url=url) for row in rows}
    stated["rfc9112/5.1/u"] = requirement("rfc9112/5.1/u", untestable=HOSTILE, section_title=HOSTILE)
    first = {"target": TARGET, "name": HOSTILE, "server": HOSTILE, "capabilities": {HOSTILE: HOSTILE}}
    second = {"target": HOSTILE, "title": HOSTILE, "server": HOSTILE, "missing": {HOSTILE: HOSTILE}}
    third = {"target": "", "name": HOSTILE, "title": HOSTILE, "error": HOSTILE}
    return make(
        *rows,
        row(KEY, "violates", target=HOSTILE),
        requirements=stated,
        targets=[first, second, third],
        options={HOSTILE: HOSTILE},
        versions={"conformance": HOSTILE},
        started=HOSTILE,
    )


@pytest.mark.parametrize("name", ["</script>", "<script>document", "<img", "<svg onload", "\x00", "\x1b", "\u2028"])
def test_hostile_text_never_stands_in_the_page_as_it_is(make: Make, name: str) -> None:
    page = html.render(hostile(make))
    assert page.count(name) == (2 if name == "</script>" else 0)


def test_only_our_own_assets_and_data_are_exempt_from_escaping() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.html"))
    assert sorted(re.findall(r"{{ (\S+)\|safe }}", text)) == ["data.text", "script", "style"]
    assert len(re.findall("safe|Markup|autoescape", text)) == 3


def test_hostile_text_makes_no_element_and_no_attribute(make: Make) -> None:
    elements = Elements(html.render(hostile(make)))
    assert {tag for tag, _ in elements.found} <= ALLOWED
    assert not [name for _, found in elements.found for name in found if name.startswith("on")]
    assert not [url for url in elements.every("href") if url.lower().startswith("javascript:")]


def test_the_page_can_be_written_as_utf_8(make: Make) -> None:
    assert html.render(hostile(make), [hostile(make)]).encode()


def test_nothing_is_loaded_and_only_rfcs_are_linked(make: Make) -> None:
    elements = Elements(html.render(make(row(KEY, "violates"), row("rfc9110/1/b"))))
    assert elements.every("src") == []
    assert {url.split("#")[0] for url in elements.every("href")} == {
        "",
        "data:,",
        "https://www.rfc-editor.org/rfc/rfc9112",
        "https://www.rfc-editor.org/rfc/rfc9110",
    }
    assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest", html.render(make(row(KEY))))


def test_every_link_within_the_page_leads_somewhere(make: Make) -> None:
    """From the repairs and the columns side by side to the card of a requirement, and from the top to each part."""
    urls = ("http://one/", "http://two/")
    page = html.render(make(row(KEY, "violates", target=urls[0]), row(KEY, target=urls[1]), urls=urls))
    elements = Elements(page)
    places = {f"#{id_}" for id_ in elements.every("id")} | {f"#id={item[0]}" for item in embedded(page)["requirements"]}
    links = {url for url in elements.every("href") if url.startswith("#")}
    assert f"#id={KEY}" in links
    assert links <= places


def test_the_policy_admits_exactly_our_style_and_script(make: Make) -> None:
    page = html.render(make(row(KEY)))
    for element in ("style", "script"):
        found = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in page


def test_without_javascript_counts_and_violations_are_there(make: Make) -> None:
    page = html.render(make(row(KEY, "violates", message="saw 200 OK"), row("rfc9112/5.1/b"), row("rfc9112/5.1/b")))
    static = page.partition('<script type="application/json"')[0]
    assert "Violates 1 of 2 requirements." in static
    assert re.search(r'data-verdict="violates"><b>1</b>', static)
    assert re.search(r'data-verdict="conforms"><b>2</b>', static)
    assert "Do as no-space-before-colon says." in static
    assert "Mind no-space-before-colon." in static
    assert "saw 200 OK" in static


def test_the_list_for_readers_without_javascript_costs_others_nothing(make: Make) -> None:
    """A browser that runs scripts does not parse what is inside `noscript`: with 4,000 rows, 26,000 nodes."""
    page, card = html.render(make(row(KEY, "violates"))), '<details class="requirement'
    assert card in page
    assert card not in re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL)


def test_verdicts_stand_in_the_order_of_the_model(make: Make) -> None:
    page = html.render(make(row(KEY, "fault")))
    order = [verdict.value for verdict in Verdict]
    assert Elements(page).every("data-verdict") == order
    assert [verdict for verdict in embedded(page)["groups"] if verdict in order[:3]] == order[:3]
    assert embedded(page)["levels"] == [level.value for level in Level]


def test_a_fault_of_the_tool_is_counted_only_where_there_is_one(make: Make) -> None:
    shown = Elements(html.render(make(row(KEY)))).every("data-verdict")
    assert shown == [verdict.value for verdict in Verdict if verdict is not Verdict.FAULT]


def test_a_truncated_file_is_announced(make: Make) -> None:
    assert '<p class="trouble" role="alert">The run was cut short' in html.render(make(row(KEY), whole=False))


def test_no_rows_make_a_page_too(make: Make) -> None:
    assert "Nothing was judged." in html.render(make(requirements={KEY: requirement(KEY)}))


def test_coverage_and_the_reasons_of_the_untestable_are_shown(make: Make) -> None:
    stated = {KEY: requirement(KEY), "rfc9112/2.2/u": requirement("rfc9112/2.2/u", untestable="no one can see it")}
    page = html.render(make(row(KEY), requirements=stated))
    assert "1 of 2 requirements judged" in page
    assert "Why not: no one can see it" in page


def test_what_did_not_apply_is_grouped_by_the_option_that_changes_it(make: Make) -> None:
    option = "--cap echo=/path"
    rows = [row(f"rfc9112/5.1/{slug}", "not-applicable", message=f"no echo: {option}", option=option) for slug in "ab"]
    static = html.render(make(*rows)).partition('id="data"')[0]
    assert static.count(option) == 1
    assert '<td class="wide">no echo</td>' in static


def test_what_a_single_target_offers_has_a_heading_without_its_name(make: Make) -> None:
    """A launched target is called `launched`."""
    assert "<h3>What the target offers</h3>" in html.render(make(row(KEY)))


def test_values_that_differ_in_spaces_look_different(make: Make) -> None:
    assert "code { white-space: pre-wrap; }" in html.render(make(row(KEY)))


def test_several_targets_stand_side_by_side(make: Make) -> None:
    urls = ("http://one/", "http://two/")
    page = html.render(make(row(KEY, "violates", target=urls[0]), row(KEY, target=urls[1]), urls=urls))
    assert re.search(
        r'<td class="cell violates">✗ violates, 1 of 1 row</td><td class="cell conforms">✓ conforms</td>', page
    )


def test_one_target_needs_no_matrix_and_an_earlier_run_does(make: Make) -> None:
    results = make(row(KEY, "violates"))
    assert 'id="matrix"' not in html.render(results)
    page = html.render(results, [make(row(KEY))])
    assert f"<b>Newly violated since the run before:</b> <code>{KEY}</code>" in page


def test_the_browser_renders_rows_and_opens_the_linked_one(
    make: Make, browse: Callable[[Path, str], str], tmp_path: Path
) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        html.render(make(row(KEY), row(KEY, "violates"), row("rfc9112/6.1/b", "deviates", level="SHOULD"))),
        encoding="utf-8",
        newline="\n",
    )
    plain = Elements(browse(page, ""))
    assert plain.every("data-id") == [KEY, "rfc9112/6.1/b"]
    assert sum(tag == "button" for tag, _ in plain.found) == 2 * 5 + 2 + 3, (
        "verdicts, twice; levels; open all, keys and close"
    )
    opened = browse(page, "#row-1")
    assert "47 45 54 20" in re.sub(r"<[^>]+>", "", opened)
    assert "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc 127.0.0.1 8080" in opened


def test_a_link_by_an_id_that_a_requirement_had_before_opens_it(
    make: Make, browse: Callable[[Path, str], str], tmp_path: Path
) -> None:
    page, moved = tmp_path / "index.html", {KEY: requirement(KEY) | {"aliases": ["rfc9112/2.2/old"]}}
    results = make(row(KEY), row("rfc9112/6.1/b", "violates"), requirements=moved)
    page.write_text(html.render(results), encoding="utf-8", newline="\n")
    for fragment in (f"#id={KEY}", "#id=rfc9112/2.2/old"):
        opened = [found for _, found in Elements(browse(page, fragment)).found if found.get("data-id") == KEY]
        assert ["open" in found for found in opened] == [True]


def test_the_browser_makes_nothing_of_hostile_text(
    make: Make, browse: Callable[[Path, str], str], tmp_path: Path
) -> None:
    page = tmp_path / "index.html"
    page.write_text(html.render(hostile(make)), encoding="utf-8", newline="\n")
    for number in range(len(VERDICTS)):
        document = browse(page, f"#row-{number}")
        elements = Elements(document)
        drawn = {"button", "input", "pre", "dl", "dt", "dd", "ol", "h4", "h5", "select", "option", "dialog", "kbd"}
        assert {tag for tag, _ in elements.found} <= ALLOWED | drawn
        assert not [name for _, found in elements.found for name in found if name.startswith("on")]
        assert "<title>Conformance of" in document
        assert f'id="row-{number}" open' in document
