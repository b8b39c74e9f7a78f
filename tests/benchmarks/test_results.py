"""What is derived from results: time to a gap, medians, ranges, ratios, verdicts; and the page that is made of them."""

from __future__ import annotations

import json
from math import inf
from pathlib import Path
from typing import Any

import pytest

from benchmarks.chart import Line, drawn
from benchmarks.page import CHARTS, PAGE, charts, page
from benchmarks.results import CLOCK, FOLDER, Spread, at_least, contradictions, figure, gaps, last_gap, paired, read, time_to
from benchmarks.targets import verdict


def _record(seed: int, engine: str, *moments: tuple[float, float, float | None, float | None], size: str = "A", **more: Any) -> dict[str, Any]:
    known = {"work": "engine", "engine": engine, "size": size, "seed": seed, "budget": 100.0, "target": 1e-4, "curve": [list(m) for m in moments]}
    machine = {"machine": {"cores": 2}, "date": "2026-01-01T00:00:00", "commit": "abc", "others": 0.0}
    return {**known, **machine, "ended": "ended", "cpu": 10.0, "wall": 11.0, "peak": 100.0, **more}


def test_a_gap_is_of_the_best_plan_and_the_best_bound() -> None:
    """What is known of one side is kept when only the other is told of; moments that bring nothing are left out."""
    record = _record(1, "benders", (1, 2, None, 50.0), (2, 3, 100.0, None), (3, 4, 110.0, 60.0), (4, 5, 100.0, 60.0), (5, 7, 100.0, 99.95))
    assert gaps(record) == [(2, 0.5), (3, 0.4), (5, pytest.approx(0.0005))]
    assert (time_to(record, 0.4), time_to(record, 1e-3), time_to(record, 1e-3, CLOCK), time_to(record, 1e-4)) == (3, 5, 7, None)
    assert last_gap(record) == pytest.approx(0.0005)
    assert last_gap(_record(1, "benders", (1, 1, None, 5.0))) is None


def test_a_median_counts_what_did_not_get_there_as_later() -> None:
    """Two of three that got there have a median; one of three has none; and the range says so."""
    assert Spread.of([3.0, None, 1.0]) == Spread(3.0, 1.0, inf, 2, 3)
    assert str(Spread.of([3.0, None, 1.0])) == "3.00 (from 1.00; 2 of 3)"
    assert str(Spread.of([None, None, 1.0])) == "not reached (from 1.00; 1 of 3)"
    assert str(Spread.of([None, None])) == "none of 2"
    assert str(Spread.of([1.0, 2.0, 4.0, 8.0])) == "3.00 (1.00 to 8.00)"
    with pytest.raises(ValueError, match="nothing"):
        Spread.of([])


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (0.00123, "0.00123"), (9.876, "9.88"), (1234.5, "1,234"), (inf, "never")])
def test_figures_have_three_digits(value: float, words: str) -> None:
    """Three digits that count, however large or small."""
    assert figure(value) == words


def test_ratios_are_taken_seed_by_seed() -> None:
    """A seed that one side lacks is left out; one that the first did not end counts with its budget, the least that it can be."""
    slow = [_record(1, "extensive", (40, 40, 100.0, 100.0)), _record(2, "extensive", (50, 50, 100.0, 90.0)), _record(3, "extensive", (1, 1, 1.0, 1.0))]
    fast = [_record(2, "benders", (5, 5, 100.0, 100.0)), _record(1, "benders", (20, 20, 100.0, 100.0))]
    assert paired(slow, fast, lambda r: time_to(r, 1e-3)) == [2.0]
    assert at_least(slow, fast, lambda r: time_to(r, 1e-3)) == [2.0, 20.0]
    assert at_least(slow, [_record(1, "benders", (5, 5, 100.0, 50.0))], lambda r: time_to(r, 1e-3)) == [0.0]


def test_verdicts_say_what_was_missed() -> None:
    """A median below 15 misses the target of A; a plan that took too long by the clock, or too much memory, misses that of L."""
    slow, fast = _record(1, "extensive", (40, 40, 1.0, 1.0)), _record(1, "benders", (20, 20, 1.0, 1.0))
    assert "Missed: 2.00 times" in next(verdict("A", [slow, fast]))
    quick, late, large = (_record(s, "benders", (5, at, 1.0, 1.0), size="L", peak=memory) for s, at, memory in ((1, 500, 8000), (2, 700, 8000), (3, 500, 9000)))
    assert "Reached on 1 of 3 seeds" in next(verdict("L", [quick, late, large]))
    assert not list(verdict("S", [fast]))


def test_a_bound_above_a_plan_of_the_same_case_is_a_contradiction() -> None:
    """Whoever proves that no plan costs as little as one that another has found is named; other seeds, and rounding, are none."""
    proves, has = _record(1, "benders", (1, 1, 110.0, 101.0)), _record(1, "extensive", (1, 1, 100.0, 90.0))
    assert [(a["engine"], b["engine"], by) for a, b, by in contradictions([proves, has])] == [("benders", "extensive", pytest.approx(0.01))]
    assert "one of them is wrong" in page([proves, has])
    assert not contradictions([proves, _record(2, "extensive", (1, 1, 100.0, 90.0))])
    assert not contradictions([_record(1, "benders", (1, 1, 100.0001, 100.0001)), _record(1, "extensive", (1, 1, 100.0, 100.0))])


def test_of_the_same_measurement_the_last_counts(tmp_path: Path) -> None:
    """A measurement that was made again replaces the one before; another budget is another measurement."""
    first, again, other = _record(1, "benders", cpu=1.0), _record(1, "benders", cpu=2.0), _record(1, "benders", budget=5.0)
    (tmp_path / "a.jsonl").write_text(json.dumps(first) + "\n" + json.dumps(other) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps(again) + "\n")
    assert [record["cpu"] for record in read(tmp_path)] == [2.0, 10.0]


def test_a_page_of_records() -> None:
    """Losses stand beside wins, failures are named, and those disturbed by others are counted."""
    records = [
        _record(1, "extensive", (40, 40, 1.0, 1.0), columns=9000, integers=3, crises=4),
        _record(2, "extensive", (10, 10, 1.0, 1.0), others=0.7),
        _record(1, "benders", (20, 20, 1.0, 1.0)),
        _record(2, "benders", (20, 20, 1.0, 1.0), ended="killed beyond its budget"),
    ]
    text = page(records)
    assert "| processor seconds to 0.1% | 25.0 (10.0 to 40.0) | 20.0 (20.0 to 20.0) |" in text
    assert "decomposition was quicker on 1 of 2 seeds and the extensive form on 1; on 0 neither got there" in text
    assert "Where both did (2), the extensive form took 1.25 (0.500 to 2.00) times" in text
    assert "seed 2, decomposition: killed beyond its budget" in text
    assert "| 4 | 0.70 | 1 |" in text and "take them as a trial" in text
    assert "gap-A.svg" in text and list(charts(records)) == ["A"]


def test_a_loss_is_said_where_decomposition_did_not_get_there() -> None:
    """Seeds on which one side never reached the gap are wins or losses, not left out; so they are in the verdict."""
    slow = [_record(1, "extensive", (40, 40, 1.0, 1.0)), _record(2, "extensive", (90, 90, 1.0, 0.5)), _record(3, "extensive", (90, 90, 1.0, 0.5))]
    fast = [_record(1, "benders", (90, 90, 1.0, 0.5)), _record(2, "benders", (5, 5, 1.0, 1.0)), _record(3, "benders", (90, 90, 1.0, 0.5))]
    text = page([*slow, *fast])
    assert "quicker on 1 of 3 seeds and the extensive form on 1; on 1 neither got there" in text
    assert "Where only decomposition did (1), the extensive form's budget was 20.0 times" in text
    assert "Missed: 0 times" in text


def test_a_chart_is_drawn_as_steps() -> None:
    """A gap holds until the next; what is below the floor lies on it; names are escaped; without points there is nothing to draw."""
    svg = drawn("a & b", [Line("x<y", [(1.0, 0.1), (10.0, 0.0)], 100.0)], 1e-3)
    assert "a &amp; b" in svg and "x&lt;y" in svg
    assert svg.count("V") >= 1 and "M70.0" in svg
    with pytest.raises(ValueError, match="nothing to draw"):
        drawn("", [Line("", [], 1.0)])


def test_the_page_is_what_the_results_give() -> None:
    """docs/performance.md and its charts come from benchmarks/results/ and from no hand: python -m benchmarks.page."""
    records = read(FOLDER)
    assert PAGE.read_text(encoding="utf-8") == page(records)
    made = charts(records)
    assert {path.name for path in CHARTS.glob("gap-*.svg")} == {f"gap-{size}.svg" for size in made}
    assert all((CHARTS / f"gap-{size}.svg").read_text(encoding="utf-8") == svg for size, svg in made.items())
