"""What is said when there is no plan: the rows in conflict, and repairs that each give a plan and no more than is needed."""

from __future__ import annotations

import dataclasses

import pytest

from resilience_opt.case.sheets import ShareLimit, SourceLimit
from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.repairs.repair import Change, Repair, applied
from resilience_opt.studies.repairs.study import repairs
from resilience_opt.studies.run import optimize
from tests.studies.contradictions import CONTRADICTIONS

#: Changes that are rounded: how much less than what is written must not do.
LESS = {"maximum": 0.003, "minimum": 0.003, "service_level": 0.003}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradiction(name):
    """The explanation names the rows; every repair expected is found with its figure, and every repair found gives a plan."""
    make, words, expected = CONTRADICTIONS[name]
    case = make()
    with pytest.raises(InfeasibleError) as found:
        optimize(case)
    text = " | ".join(f.message for f in found.value.explanation)
    for word in words:
        assert word in text, text
    made = {r.kind: r for r in repairs(case)}
    for kind, figure in expected.items():
        assert kind in made, (kind, list(made))
        assert any(c.words(case).endswith(f" {figure}") for c in made[kind].changes), (kind, figure, made[kind].lines(case))
    for repair in made.values():
        plan = optimize(applied(case, repair.changes))
        assert plan.audit.passed
        assert plan.objective == pytest.approx(repair.objective, rel=2e-4, abs=1e-6)


def little_less(change):
    """The change with a little less room; None where it is a whole step."""
    if not isinstance(change, Change) or isinstance(change.value, bool):
        return None
    before, step = float(getattr(change.record, change.attribute) or 0), LESS.get(change.attribute)
    if isinstance(change.value, int):
        whole = change.value - (1 if change.value > before else -1)
        return dataclasses.replace(change, value=whole) if change.attribute != "year" else None
    towards = -1.0 if change.value > before else 1.0
    return dataclasses.replace(change, value=change.value + towards * (step if step else 0.02 * abs(change.value - before)))


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_no_more_than_is_needed(name):
    """Where a repair is one change, a little less of it gives no plan."""
    case = CONTRADICTIONS[name][0]()
    tried = 0
    for repair in repairs(case):
        less = [little_less(c) for c in repair.changes]
        if len(less) == 1 and less[0] is not None:
            tried += 1
            with pytest.raises(InfeasibleError):
                optimize(applied(case, less), explained=False)
    assert tried >= 1 or name == "a limit before anybody is qualified"


def test_the_case_stays_as_it_was():
    """Repairs are changes on paper: the case they are for is not touched."""
    case = CONTRADICTIONS["two maxima below one"][0]()
    before = dataclasses.replace(case)
    found = repairs(case)
    assert case == before and applied(case, found[0].changes) != case


@pytest.mark.parametrize(
    ("record", "attribute", "value", "gone"),
    [
        (ShareLimit(group="China", maximum=0.4), "maximum", 1.0, True),
        (ShareLimit(group="China", maximum=0.4), "maximum", 0.9, False),
        (ShareLimit(group="China", minimum=0.4), "minimum", 0.0, True),
        (SourceLimit(material="Ore", minimum=2), "minimum", 0, True),
        (SourceLimit(material="Ore", minimum=2), "minimum", 1, False),
        (SourceLimit(material="Ore", maximum=1), "maximum", 2, False),
    ],
)
def test_what_gives_a_limit_up(record, attribute, value, gone):
    """A share of 100% or 0%, and a number of sources of none, ask for nothing; such a repair counts at twice its cost."""
    repair = Repair("relax", (Change(record, attribute, value),), 100.0, 0.0)
    assert (repair.gives_up, repair.rank) == (gone, 200.0 if gone else 100.0)
