"""Alerts: each rule with the smallest change that crosses its bound, and the largest that does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.reviewing import ROWS, archive_of, book, definition, offers, rows, run

QUIET = "requirement_unmet = false\nsupplier_leaves = false\nnew_fault = false\n"
FREE = {"Share_limits": [], "Survival": [], "Stockpiles": [], "Events": [], "Scenarios": []}


def _alerts(folder: Path, alerts: str, before: dict[str, Any] | None, now: dict[str, Any]) -> list[tuple[str, str]]:
    """The alerts of a workbook's second period, or of its first where nothing was before."""
    file = definition(folder, alerts=alerts)
    for period, sheets in (("2026", before), ("2027", now)):
        if sheets is not None:
            book(folder / "ore.xlsx", rows(**sheets))
            run(file, period)
    return list(archive_of(file).runs()[-1].record.alerts)


@pytest.mark.parametrize(("bound", "told"), [("24%", True), ("25%", False)])
def test_cost_up(tmp_path: Path, bound: str, told: bool) -> None:
    """1,200 becomes 1,500: by 25%, which is more than 24% and not more than 25%."""
    one = {"Offers": [offers()[0]], "Suppliers": [ROWS["Suppliers"][0]], **FREE}
    found = _alerts(tmp_path, f'{QUIET}cost_up = "{bound}"', one, {**one, "Offers": [offers(cheap=12.5)[0]]})
    assert found == ([("cost_up", "The plan costs 1,500 USD, 25% more than the 1,200 USD of 2026; 24% is the bound")] if told else [])


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('dependence_over = "74%"', True),
        ('dependence_over = "75%"', False),
        ('dependence = [{over = 0.5, group = "CN", material = "ore"}]', True),
        ('dependence = [{over = 0.5, group = "Australia"}]', False),
    ],
)
def test_dependence_over(tmp_path: Path, rule: str, told: bool) -> None:
    """China has the 75% of Ore that its limit permits; a rule may name the group, in any spelling, and the material."""
    found = _alerts(tmp_path, QUIET + rule, None, {})
    assert [name for name, _ in found] == ["dependence_over"] * told
    assert not told or found[0][1].startswith("China has 75% of Ore in 2027, over ")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('group = "Chna"', "no country, owner or limited group 'Chna'; did you mean 'China'?"),
        ('group = "China", material = "Oar"', "no material 'Oar'; did you mean 'Ore'?"),
    ],
)
def test_a_rule_that_names_nothing_of_the_workbook(tmp_path: Path, rule: str, said: str) -> None:
    """A misspelt name in a rule is an alert by itself: silence would be taken for good news."""
    found = _alerts(tmp_path, f"{QUIET}dependence = [{{over = 0.5, {rule}}}]", None, {})
    assert found == [("dependence_over", f"A rule on the dependence watches nothing: the workbook has {said}")]


def test_a_last_plan_that_cannot_be_read(tmp_path: Path) -> None:
    """Where the last plan is damaged nothing can be compared, and that is an alert, not silence."""
    file = definition(tmp_path)
    book(tmp_path / "ore.xlsx", rows())
    run(file, "2026")
    folder = archive_of(file).runs()[-1].folder
    next(folder.rglob("plan.json")).unlink()
    assert run(file, "2027") == 10
    ((rule, said),) = [alert for alert in archive_of(file).runs()[-1].record.alerts if alert[0] == "new_fault"]
    assert said.startswith("This plan could not be compared with that of 2026, so neither its cost nor its suppliers were watched")


def test_dependence_without_a_limit(tmp_path: Path) -> None:
    """A country's share is looked at whether the workbook limits it or not; what goes into store does not count."""
    found = _alerts(tmp_path, f"{QUIET}dependence_over = 0.9", None, {"Share_limits": []})
    assert found == [("dependence_over", "China has 100% of Ore in 2027, over 90%")]


def test_requirement_that_is_no_longer_made(tmp_path: Path) -> None:
    """The last plan held three months because the workbook asked for it; this one asks for one, and holds one."""
    found = _alerts(tmp_path, "", {}, {"Survival": [{**ROWS["Survival"][0], "Months": 1}]})
    assert found == [("requirement_unmet", "The last plan had to survive 3 months of 'Cut' in 2027, and did; so much is no longer required, and this plan survives 1 month")]


def test_no_plan_any_more(tmp_path: Path) -> None:
    """A case that no plan can meet is an alert, and says when there was one."""
    found = _alerts(tmp_path, "", {}, {"Demand": [{**ROWS["Demand"][0], "Quantity": 5000}]})
    assert found == [("requirement_unmet", "No plan can meet the requirements any more; in 2026 there was one")]


def test_a_limit_broken_at_a_penalty(tmp_path: Path) -> None:
    """A share beyond a limit that may be broken is a requirement that is not met."""
    soft = {"Share_limits": [{"Group": "China", "Maximum": 0.5, "Penalty": 0.01}], "Survival": [], "Stockpiles": []}
    found = _alerts(tmp_path, "", None, soft)
    assert found == [("requirement_unmet", "China has 100% of Ore in 2027, where at most 50% is required")]


def test_supplier_leaves(tmp_path: Path) -> None:
    """Dear was in the plan because of the limit, which is gone, and so is it; Cheap stays."""
    found = _alerts(tmp_path, "requirement_unmet = false", {}, {"Share_limits": []})
    assert found == [("supplier_leaves", "Dear leaves the plan: it supplied Ore in that of 2026")]


def test_supplier_that_stays_for_another_material(tmp_path: Path) -> None:
    """Dear supplies Ore no longer, but Salt as before: it is not said to leave."""
    salt = {
        "Materials": [*ROWS["Materials"], {"Material": "Salt", "Price": 20}],
        "Offers": [*offers(), {"Supplier": "Dear", "Material": "Salt", "Capacity": 1000, "Unit cost": 20}],
        "Demand": [*ROWS["Demand"], {"Market": "Home", "Material": "Salt", "Quantity": 10, "Shortage cost": 100}],
        "Share_limits": [{**ROWS["Share limits"][0], "Material": "Ore"}],
    }
    found = _alerts(tmp_path, "requirement_unmet = false", salt, {**salt, "Share_limits": []})
    assert found == [("supplier_leaves", "Dear no longer supplies Ore, as in the plan of 2026; it stays for others")]


def test_new_warnings(tmp_path: Path) -> None:
    """A warning that the last workbook had is not told again, in whichever row it stands; a new one is."""
    old = {"Share limits": [], "Events": [ROWS["Events"][0], {**ROWS["Events"][0], "Target": "Chile"}]}
    before = {"Events": old["Events"]}
    added = {"Events": [{**ROWS["Events"][0], "Target": "Peru"}, *old["Events"]]}
    found = _alerts(tmp_path, "", before, added)
    assert [rule for rule, _ in found] == ["new_fault"]
    assert found[0][1].startswith("New warning: Events!") and "Peru" in found[0][1]
    assert _alerts(tmp_path / "again" if (tmp_path / "again").mkdir() is None else tmp_path, "", before, before) == []


def test_new_faults(tmp_path: Path) -> None:
    """A workbook with faults is an alert with the first of them; not where the rule is switched off."""
    bad = {"Offers": [{**ROWS["Offers"][0], "Unit cost": "much"}, ROWS["Offers"][1]]}
    found = _alerts(tmp_path, "", {}, bad)
    assert found == [("new_fault", "The workbook has 1 fault, so that nothing was solved: Offers!D2: Unit cost must be a number of at least 0, but it is 'much'")]
    (tmp_path / "off").mkdir()
    assert _alerts(tmp_path / "off", QUIET, {}, bad) == []


def test_plans_of_other_spans_are_told(tmp_path: Path) -> None:
    """A plan of fewer years costs less though nothing is cheaper: the report says that the rule on the cost compares whole costs; of plans of as many years nothing."""
    said = []
    for period, last in (("2026", 2028), ("2027", 2027), ("2028", 2027)):
        book(tmp_path / "ore.xlsx", rows(Settings=[*ROWS["Settings"], {"Name": "Last year", "Value": last}]))
        file = definition(tmp_path, alerts="cost_up = 0.05")
        run(file, period)
        page = (archive_of(file).run(f"{period}-ore-1").folder / "reports" / "ore-review.html").read_text(encoding="utf-8")
        said.append("this plan covers 1 year and that of 2026 covers 2 years" in page)
    assert said == [False, True, False]


def test_nothing_changed_is_no_alert(tmp_path: Path) -> None:
    """The same workbook a year later: every rule looked at, and nothing to tell."""
    assert _alerts(tmp_path, 'cost_up = 0\ndependence_over = "75%"', {}, {}) == []
