"""What reports tell to repair first, and in which words."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.report import html, summary
from conformance.report.repair_lines import lines_of
from conformance.report.repairs import CRASH, HANG, repairs, shown
from conformance.report.results import Results
from tests.report.conftest import Make
from tests.report.factory import HOSTILE, PLAIN, SERVED, TARGET, evidence, head, requirement, row

SEGV = "the target died of this case: killed by SIGSEGV; its output ends: free(): invalid pointer 0x{}"
HANGS = "the target hangs since this case: it no longer answers"


def ids(results: Results) -> list[str]:
    return [repair.row.id for repair in repairs(results, TARGET)]


@pytest.fixture
def ranked(make: Make, tmp_path: Any) -> Any:
    """Results whose requirements have the ranks that are given."""

    def results(ranks: dict[str, int], *rows: dict[str, Any]) -> Results:
        stated: dict[str, Any] = {key: requirement(key) | {"rank": rank} for key, rank in ranks.items()}
        return make(*rows, **head(stated))

    return results


def test_the_stage_comes_before_the_number_of_rows(ranked: Any) -> None:
    exotic = [row("rfc1/1/exotic", "violates") for _ in range(9)]
    found = ranked(
        {"rfc1/1/exotic": 500, "rfc1/1/framing": 200, "rfc1/1/reading": 100},
        *exotic,
        row("rfc1/1/framing", "violates"),
        row("rfc1/1/reading", "violates"),
        *(row("rfc1/1/reading") for _ in range(9)),
    )
    assert ids(found) == ["rfc1/1/reading", "rfc1/1/framing", "rfc1/1/exotic"]


def test_what_is_general_comes_before_what_few_rows_show(ranked: Any) -> None:
    rows = [row("rfc1/1/few"), row("rfc1/1/few"), row("rfc1/1/few", "violates"), row("rfc1/1/all", "violates")]
    assert ids(ranked({"rfc1/1/few": 401, "rfc1/1/all": 402}, *rows)) == ["rfc1/1/all", "rfc1/1/few"]
    assert ids(ranked({"rfc1/1/few": 200, "rfc1/1/all": 399}, *rows)) == ["rfc1/1/all", "rfc1/1/few"]
    assert ids(ranked({"rfc1/1/few": 200, "rfc1/1/all": 500}, *rows)) == ["rfc1/1/all", "rfc1/1/few"]
    assert ids(ranked({"rfc1/1/few": 100, "rfc1/1/all": 199}, *rows)) == ["rfc1/1/few", "rfc1/1/all"]


def test_violations_come_before_deviations_and_what_is_known_does_not_come(ranked: Any) -> None:
    ranks = {"rfc1/1/advice": 0, "rfc1/1/must": 500, "rfc1/1/known": 0, "rfc1/1/known-advice": 0, "rfc1/1/unclear": 0}
    rows = [
        row("rfc1/1/advice", "deviates"),
        row("rfc1/1/must", "violates"),
        row("rfc1/1/known", "violates", known="declared"),
        row("rfc1/1/known-advice", "deviates", known="declared"),
        row("rfc1/1/unclear", "inconclusive"),
    ]
    assert ids(ranked(ranks, *rows)) == ["rfc1/1/must", "rfc1/1/advice"]


def test_what_keeps_most_rows_from_being_judged_comes_in_the_first_stage(ranked: Any) -> None:
    waiting = [row("rfc1/1/other", "not-applicable", message="rests on rfc1/1/gate, which...") for _ in range(5)]
    ranks = {"rfc1/1/gate": 450, "rfc1/1/reading": 100, "rfc1/1/head": 0, "rfc1/1/other": 0}
    rows = [row(f"rfc1/1/{slug}", "violates") for slug in ("gate", "reading", "head")]
    found = ranked(ranks, *rows, *waiting)
    assert ids(found) == ["rfc1/1/head", "rfc1/1/gate", "rfc1/1/reading"]
    assert [repair.waiting for repair in repairs(found, TARGET)] == [0, 5, 0]


def test_what_others_wait_for_comes_first_within_its_section(ranked: Any) -> None:
    waiting = row("rfc1/1/other", "not-applicable", message="rests on rfc1/1/segments, which...")
    rows = [row(f"rfc1/1/{slug}", "violates") for slug in ("length", "segments")]
    found = ranked({"rfc1/1/length": 100, "rfc1/1/segments": 100, "rfc1/1/other": 0}, *rows, *rows, waiting)
    assert ids(found) == ["rfc1/1/segments", "rfc1/1/length"]


def test_what_only_malformed_messages_show_has_a_place_of_its_own(make: Make) -> None:
    ranks = {"rfc1/1/refuse": (100, 300), "rfc1/1/both": (101, 301), "rfc1/1/ping": (200, 302)}
    stated: dict[str, Any] = {
        key: requirement(key) | {"rank": rank, "rank_malformed": malformed} for key, (rank, malformed) in ranks.items()
    }
    rows = [
        row("rfc1/1/refuse", "violates", malformed=True),
        row("rfc1/1/refuse", "violates", evidence=evidence((" ", 1, "#seen in the whole run"), ("<", 1, "x"))),
        row("rfc1/1/both", "violates", malformed=True),
        row("rfc1/1/both", "violates"),
        row("rfc1/1/ping", "violates"),
    ]
    assert ids(make(*rows, **head(stated))) == ["rfc1/1/both", "rfc1/1/ping", "rfc1/1/refuse"]


def test_what_ends_the_target_comes_first_once_for_each_way(ranked: Any) -> None:
    harms = [SEGV.format(123), SEGV.format(456), HANGS]
    printed = evidence(("!", 0, "#its output: starting"), ("!", 0, "#its output: free(): invalid pointer 0x123"))
    same = {"evidence": printed}
    rows = [row("rfc1/1/a", "inconclusive", harm=harm, case=f"x::test_a[{n}]", **same) for n, harm in enumerate(harms)]
    survival = row("robustness/1/survive", "violates", message=f"x::test_a[0]: {harms[0]}", level="robustness")
    found = repairs(ranked({"rfc1/1/a": 0, "robustness/1/survive": 0}, *rows, survival), TARGET)
    assert [(repair.text, repair.waiting) for repair in found] == [(CRASH, 1), (HANG, 0)]
    assert found[0].output == ("starting", "free(): invalid pointer 0x123")


def test_the_simplest_row_shows_a_crash_by_what_it_sent_last(make: Make) -> None:
    several = evidence((">", 1, PLAIN), ("<", 1, SERVED), (">", 2, "ODD"), ("<", 2, "#FIN"))
    simple = evidence((">", 1, PLAIN), (">", 1, "ODD"), ("<", 1, "#FIN"))
    tried: list[tuple[str, list[dict[str, Any]]]] = [("a", []), ("b", several), ("c", simple)]
    rows = [row(f"rfc1/1/{slug}", "inconclusive", harm=HANGS, evidence=sent) for slug, sent in tried]
    (found,) = repairs(make(*rows), TARGET)
    assert (found.row.id, found.waiting) == ("rfc1/1/c", 2)
    (found,) = repairs(make(*rows[:2]), TARGET)
    assert "   sent:   ODD" in lines_of(1, found)


def test_a_target_that_ends_before_any_row_is_judged_is_the_first_repair(make: Make) -> None:
    words = "exit status 1; its output ends: serve.rb:44; restarted 30 times, and not again"
    lost = f"the target died and did not come back ({words}); in flight: a"
    lines = ("nil has no", "split")
    output = [{"at": 0.0, "mark": "!", "connection": 0, "note": f"its output: {line}"} for line in lines]
    rows = [row(f"rfc1/1/{number}", "inconclusive", status="unjudged", message=lost) for number in range(3)]
    rows[1]["evidence"] = output
    (found,) = repairs(make(*rows), TARGET)
    assert (found.text, found.waiting) == (CRASH, 2)
    assert found.seen == "the target died again and again: exit status 1"
    assert found.output == lines


def test_a_crash_that_overwrites_memory_comes_first_and_restarts_make_no_other_crash(make: Make) -> None:
    died = "the target died of this case: killed by SIGPIPE"
    harms = [died, f"{died}; restarted 30 times, and not again", SEGV.format(123)]
    rows = [row(f"rfc1/1/{number}", "inconclusive", harm=harm) for number, harm in enumerate(harms)]
    found = [(repair.row.id, repair.waiting) for repair in repairs(make(*rows), TARGET)]
    assert found == [("rfc1/1/2", 0), ("rfc1/1/0", 1)]


@pytest.mark.parametrize(("count", "first"), [(9, "framing"), (2, "reading")])
def test_a_fault_in_the_framing_of_most_answers_comes_in_the_first_stage(ranked: Any, count: int, first: str) -> None:
    seen = f"FIN before the end of the content ({count} of 9 responses)"
    ranks, reading = (
        {"rfc1/1/reading": 100, "rfc1/1/framing": 201, "rfc1/1/head": 202},
        row("rfc1/1/reading", "violates"),
    )
    assert ids(ranked(ranks, reading, row("rfc1/1/framing", "violates", message=seen)))[0] == f"rfc1/1/{first}"
    rows = [reading, row("rfc1/1/head", "violates"), row("rfc1/1/framing", "deviates", message=seen)]
    assert ids(ranked(ranks, *rows)).index("rfc1/1/framing") == {"framing": 1, "reading": 2}[first]


def test_what_few_answers_have_comes_behind_framing_although_all_should_have_it(ranked: Any) -> None:
    ranks = {"rfc1/1/status-line": 2, "rfc1/1/framing": 200, "rfc1/1/close": 300, "rfc1/1/date": 500}
    rows = [row("rfc1/1/framing", "violates"), row("rfc1/1/close", "violates")]
    seen = [
        row("rfc1/1/status-line", "violates", message="status line b'HTTP/x.y 200 OK' (41 of 5044 responses)"),
        row("rfc1/1/date", "violates", message="no Date (5044 of 5044 responses)"),
    ]
    found = ids(ranked(ranks, *seen, *rows))
    assert found == ["rfc1/1/framing", "rfc1/1/close", "rfc1/1/date", "rfc1/1/status-line"]


def test_most_answers_to_a_few_kinds_of_requests_are_not_most_answers(ranked: Any) -> None:
    ranks = {"rfc1/1/to-old-clients": 202, "rfc1/1/segments": 100, "rfc1/1/ok": 500}
    rows = [
        row(
            "rfc1/1/to-old-clients", "violates", message="Transfer-Encoding in answer to HTTP/1.0 (43 of 54 responses)"
        ),
        row("rfc1/1/segments", "violates"),
        *(row("rfc1/1/ok") for _ in range(90)),
    ]
    assert ids(ranked(ranks, *rows))[0] == "rfc1/1/segments"


def test_a_fault_in_the_framing_of_few_answers_comes_first_if_rows_wait_for_it(ranked: Any) -> None:
    ranks = {"rfc1/1/length": 204, "rfc1/1/segments": 100, "rfc1/1/other": 500}
    seen = "more octets than Content-Length says (3 of 12 responses)"
    rows = [row("rfc1/1/length", "violates", message=seen), row("rfc1/1/segments", "violates")]
    waiting = row("rfc1/1/other", "not-applicable", message="octets follow the answer: see rfc1/1/length")
    judged = [row("rfc1/1/segments") for _ in range(90)]
    assert ids(ranked(ranks, *rows, *judged))[0] == "rfc1/1/segments"
    assert ids(ranked(ranks, *rows, *judged, waiting))[0] == "rfc1/1/length"


@pytest.mark.parametrize(("seen", "first"), [("FIN and no answer", "fields"), ("HTTP/1.1 200 OK", "framing")])
def test_a_way_to_write_a_request_that_gets_no_answer_counts_as_reading(ranked: Any, seen: str, first: str) -> None:
    rows = [row("rfc1/1/framing", "violates"), row("rfc1/1/fields", "violates", message=seen)]
    assert ids(ranked({"rfc1/1/framing": 200, "rfc1/1/fields": 400}, *rows))[0] == f"rfc1/1/{first}"


def test_several_targets_share_five_repairs(make: Make) -> None:
    urls = tuple(f"http://127.0.0.1:{port}/" for port in (1, 2, 3))
    rows = [row(f"rfc1/1/{n}", "violates", target=url) for n in range(4) for url in urls[:2]]
    found = shown(make(*rows, row("rfc1/1/0", target=urls[2]), urls=urls))
    assert [(target.url, len(mine)) for target, mine in found] == [(urls[0], 2), (urls[1], 2)]


def test_the_page_and_the_summary_begin_with_the_repairs(make: Make) -> None:
    results = make(row("rfc1/1/a", "violates", message=HOSTILE), row("rfc1/1/b", "inconclusive", harm=HANGS))
    page, text = html.render(results), summary.render(results)
    assert page.index("Repair first") < page.index("Do as a says.") < page.index('id="findings"')
    assert (
        text.index("### Repair first") < text.index(HANG) < text.index("**Do as a says.**") < text.index("### Violated")
    )
    assert "<script>document" not in page
    assert "repair" not in html.render(make(row("rfc1/1/a"))).partition("<main>")[2].partition("</main>")[0].lower()
