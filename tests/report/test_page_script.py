"""What the page does: filters, keys, links. Chromium plays each scenario once, and notes what was seen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance.report import html
from tests.report.conftest import Make
from tests.report.factory import row

KEY = "rfc9112/5.1/no-space-before-colon"
TOOLS = """
  const seen = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const usual = { bubbles: true, cancelable: true };
  const click = (selector, more) =>
    document.querySelector(selector).dispatchEvent(new MouseEvent("click", { ...usual, ...more }));
  const type = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ...usual }));
  const counts = () => all("#tiles b").map((node) => Number(node.textContent));
  const pressed = () => all("#tiles [aria-pressed=true]").map((node) => node.dataset.verdict);
  const headings = () => all("#list h3 .quiet, #list h4 .quiet").map((node) => node.textContent);
  const cards = () => all("#list .requirement").map((node) => node.dataset.id + (node.open ? " open" : ""));
  const search = (words) => {
    document.getElementById("search").value = words;
    document.getElementById("search").dispatchEvent(new Event("change"));
  };
  const focused = () => {
    const node = document.activeElement;
    return node.closest("[data-id]")?.dataset.id ?? (node.id || node.textContent);
  };
"""

Play = Callable[..., Any]


@pytest.fixture
def play(make: Make, browse: Callable[[Path, str], str], tmp_path: Path) -> Play:
    """Play a scenario on the page of some rows; returns what it put into ``seen``."""

    def played(scenario: str, *rows: dict[str, Any], fragment: str = "") -> Any:
        page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html.render(make(*rows)))
        note = "document.body.dataset.seen = JSON.stringify(seen);"
        page = page.replace("</body>", f"<script>(() => {{ {TOOLS} {scenario} {note} }})();</script></body>")
        file = tmp_path / "index.html"
        file.write_text(page, encoding="utf-8", newline="\n")
        found = re.search(r'data-seen="([^"]*)"', browse(file, fragment))
        assert found is not None, "the scenario did not come to its end"
        return json.loads(found[1].replace("&quot;", '"').replace("&amp;", "&"))

    return played


def rows() -> list[dict[str, Any]]:
    """A requirement that is violated, one that deviates, and one that conforms, with three, two and one rows."""
    return [
        *[row(KEY, "violates", message=f"saw number{number}") for number in range(3)],
        *[row("rfc9112/6.1/b", "deviates", level="SHOULD") for _ in range(2)],
        row("rfc9110/8.6/c"),
    ]


def test_filters_show_what_was_asked_for_and_every_count_follows(play: Play) -> None:
    scenario = """
      const note = () => seen.push([pressed(), counts(), headings(), cards()]);
      note();
      click("#tiles [data-verdict=deviates]"); note();
      click("#tiles [data-verdict=conforms]", { shiftKey: true }); note();
      click("#tiles [data-verdict=deviates]", { shiftKey: true }); note();
      click("#tiles [data-verdict=violates]"); search("saw number1"); note();
      search(""); click(".level-chip"); note();
    """
    one, two, three = ("1 requirement, 1 row", "1 requirement, 2 rows", "1 requirement, 3 rows")
    assert play(scenario, *rows()) == [
        [["violates", "deviates"], [3, 2, 0, 0, 1], [three, three, two, two], [KEY, "rfc9112/6.1/b"]],
        [["deviates"], [3, 2, 0, 0, 1], [two, two], ["rfc9112/6.1/b"]],
        [["deviates", "conforms"], [3, 2, 0, 0, 1], [two, two, one, one], ["rfc9112/6.1/b", "rfc9110/8.6/c"]],
        [["conforms"], [3, 2, 0, 0, 1], [one, one], ["rfc9110/8.6/c"]],
        [["violates"], [1, 0, 0, 0, 0], [one, one], [KEY]],
        [["violates"], [3, 0, 0, 0, 1], [three, three], [KEY]],
    ]


def test_a_phone_which_has_no_shift_key_adds_verdicts_too(play: Play) -> None:
    scenario = """
      const note = () => seen.push([pressed(), document.querySelector(".place.conforms .adder").textContent]);
      note();
      click(".place.conforms .adder"); note();
      click(".place.deviates .adder"); note();
      seen.push(document.querySelector("#keys").textContent.includes("show or hide its rows too"));
    """
    assert play(scenario, *rows()) == [
        [["violates", "deviates"], "+"],
        [["violates", "deviates", "conforms"], "−"],
        [["violates", "conforms"], "−"],
        True,
    ]


def test_keys_move_search_open_and_list_themselves(play: Play) -> None:
    scenario = """
      const press = (...keys) => { keys.forEach(type); seen.push(focused()); };
      click("#tiles [data-verdict=conforms]", { shiftKey: true });
      press("j"); press("j"); press("k"); press("J"); press("/");
      document.activeElement.value = "8.6";
      document.activeElement.dispatchEvent(new Event("change"));
      press("Enter");
      press("1"); press("2"); press("0");
      search("");
      press("a"); seen.push(cards());
      press("a"); seen.push(cards());
      press("?"); seen.push(document.getElementById("keys").open);
      press("j");
      press("?"); seen.push(document.getElementById("keys").open);
    """
    first, second, third = KEY, "rfc9112/6.1/b", "rfc9110/8.6/c"
    seen = play(scenario, *rows())
    assert seen[:3] == [first, second, first]
    assert "Deviates from advice" in seen[3]
    assert seen[4:8] == ["search", third, "repairs-title", "findings-title"]
    assert "violates" in seen[8]
    assert seen[10] == [f"{first} open", f"{second} open", f"{third} open"]
    assert seen[12] == [first, second, third]
    assert (seen[14], seen[17]) == (True, False)
    assert seen[13] == seen[15], "while the list of keys is open, no other key does anything"


def test_cards_stay_open_when_a_filter_changes(play: Play) -> None:
    scenario = """
      click("#open-all");
      for (const card of all("#list .requirement")) card.dispatchEvent(new Event("toggle"));
      search("colon"); seen.push(cards());
      click("#tiles [data-verdict=conforms]", { shiftKey: true }); search(""); seen.push(cards());
    """
    assert play(scenario, *rows()) == [[f"{KEY} open"], [f"{KEY} open", "rfc9112/6.1/b open", "rfc9110/8.6/c"]]


def test_a_card_that_a_link_leads_to_is_below_the_bar_of_controls(play: Play) -> None:
    scenario = """
      const top = (selector) => document.querySelector(selector).getBoundingClientRect().top;
      seen.push(getComputedStyle(document.getElementById("controls")).position);
      const bar = document.getElementById("controls").getBoundingClientRect().bottom;
      seen.push(top('[data-id="rfc9112/20/x"]') >= bar, top('[data-id="rfc9112/20/x"]') < bar + 40);
      window.scrollTo(0, 0);
      click('[data-id="rfc9112/20/x"] .where a'); seen.push(top('[data-id="rfc9112/20/x"]') < bar + 40);
    """
    many = [row(f"rfc9112/{number}/x", "violates") for number in range(1, 60)]
    seen = play(scenario, *many, fragment="#id=rfc9112/20/x")
    assert seen == ["sticky", True, True, True]
