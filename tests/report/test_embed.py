"""The data of the page: the octets of evidence, and how many of them where there are many."""

from __future__ import annotations

import pytest

from conformance.report import embed, html
from tests.report.conftest import Make
from tests.report.factory import embedded, row

KEY = "rfc9112/5.1/no-space-before-colon"


def test_octets_of_evidence_survive_the_embedding(make: Make) -> None:
    octets = "".join(map(chr, range(256)))
    results = make(row(KEY, evidence=[{"at": 0, "mark": "<", "connection": 1, "octets": octets}]))
    assert octets in embedded(html.render(results))["strings"]


def test_three_thousand_rows_stay_below_five_megabytes(make: Make) -> None:
    octets = {
        ">": "GET /{} HTTP/1.1\r\nHost: a\r\n\r\n" * 4,
        "<": "HTTP/1.1 200 OK\r\nX-Number: {}\r\n\r\n" + "x" * 900,
    }
    rows = [
        row(
            f"rfc9112/{number % 40}/r{number % 300}",
            "violates" if number % 7 == 0 else "conforms",
            case=f"conformance/http/rfc9112/test_x.py::test_y[{number}]",
            evidence=[
                {"at": 0.1, "mark": mark, "connection": 1, "octets": text.replace("{}", str(number))}
                for mark, text in octets.items()
            ],
        )
        for number in range(3000)
    ]
    page = html.render(make(*rows)).encode()
    assert len(page) < 5_000_000
    assert len(embedded(page.decode())["rows"]) == 3000


def test_evidence_without_end_is_cut_and_says_so(make: Make) -> None:
    one = {"at": 0, "mark": "<", "connection": 1, "octets": "x" * 10_000, "omitted": 5}
    data = embedded(html.render(make(row(KEY, "violates", evidence=[one] * 500))))
    entries = data["rows"][0][-1]
    assert len(entries) == 61
    assert "440 entries omitted" in data["strings"]
    assert (len(data["strings"][entries[0][3]]), entries[0][4]) == (4096, 5909)


def test_a_page_with_room_has_no_remark_on_what_is_cut(make: Make) -> None:
    """The entry of evidence itself says how many octets it lacks."""
    one = {"at": 0, "mark": "<", "connection": 1, "octets": "x" * 8000}
    assert embed.embed(make(row(KEY, "violates", evidence=[one]), row(KEY, evidence=[one]))).remark == ""


def test_evidence_shrinks_until_the_page_fits(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        row(KEY, verdict, evidence=[{"at": 0, "mark": "<", "octets": f"{number:05}" + "\x01" * 4000}])
        for number, verdict in enumerate(["violates", *["conforms"] * 20])
    ]
    monkeypatch.setattr(embed, "BUDGET", 70_000)
    data = embedded(html.render(make(*rows)))
    kept = [len(data["strings"][line[-1][0][3]]) for line in data["rows"]]
    assert kept == [4096 - 91, *[256] * 20]


def test_a_run_of_many_rows_keeps_evidence_of_every_row_that_does_not_conform(make: Make) -> None:
    """As many rows as a run on a server that violates a third of them has; each answer is different."""
    verdicts = ("violates", "conforms", "deviates")
    rows = [
        row(
            f"rfc9112/{number % 40}/r{number % 700}",
            verdicts[number % 3],
            case=f"conformance/http/rfc9112/test_x.py::test_y[{number}]",
            evidence=[{"at": 0.1, "mark": "<", "connection": 1, "octets": f"{number:06}" + "x" * 3000}],
        )
        for number in range(16_623)
    ]
    page = html.render(make(*rows))
    data = embedded(page)
    kept = [len(data["strings"][line[-1][0][3]]) for line in data["rows"]]
    assert {kept[number] for number in range(len(rows)) if number % 3 != 1} == {256}
    assert {kept[number] for number in range(len(rows)) if number % 3 == 1} == {0}
    assert data["rows"][0][-1][0][4] == 3006 - 256
    static = page.partition('id="data"')[0]
    assert "Evidence of rows that do not conform is cut to 256 octets of each entry." in static
    assert "Evidence of conforming rows is left out." in static
