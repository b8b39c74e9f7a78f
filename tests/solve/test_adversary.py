"""The adversary: the same plan as with every set listed, a loss that only grows, a proof that holds, and limits that are kept."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from resilience_opt.errors import InfeasibleError, NoPlanError
from resilience_opt.network import attacks
from resilience_opt.network.attacks import budget_of, few_sets, maximal_sets
from resilience_opt.network.build import build_network
from resilience_opt.solve.adversary import loop
from resilience_opt.solve.adversary.certificate import BREAK
from resilience_opt.solve.adversary.oracle import years_under_attack
from resilience_opt.solve.adversary.separation import Search
from resilience_opt.solve.crises import crisis_program
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve
from resilience_opt.solve.solution import Infeasible
from resilience_opt.studies.run import compile_case, optimize
from tests.building import offer, ore, store
from tests.solve.besieged import besieged_cases, many


def searched(case, gap=1e-9, **limits):
    """The case solved with sets of attacks found as they are needed."""
    _, compiled, model = compile_case(case, sets=())
    return loop.withstand(build_network(case, ()), model, budget_of(case), Limits(gap, **limits))


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_the_adversary_equals_enumeration(tmp_path, start):
    """With up to 12 attacks and budgets up to 3, found sets give the optimum of all sets listed, or are infeasible with them; no maximal set breaks the plan."""
    for seed, case in besieged_cases(tmp_path, range(start, start + 20)):
        _, compiled, _ = compile_case(case)
        wanted = solve_compiled(compiled, Limits(1e-9))
        found = searched(case)
        assert isinstance(wanted, Infeasible) == isinstance(found.solution, Infeasible), seed
        if isinstance(wanted, Infeasible):
            continue
        costs = [float(c.objective @ s.plan) for c, s in ((compiled, wanted), (found.compiled, found.solution))]
        assert costs[1] == pytest.approx(costs[0], rel=1e-6, abs=1e-6), seed
        worst = found.solution.certificate.worst
        every = []
        for year in years_under_attack(found.compiled):
            year.turn_to(found.solution.plan)
            every += [(year.loss(chosen)[0], year.year, chosen) for chosen in compiled.net.shocks.sets]
        assert not every or max(every)[0] <= BREAK, seed
        assert not every or max(every)[0] == pytest.approx(worst[2], abs=2e-6), seed


def test_random_cases_are_both_broken_and_not(tmp_path):
    """The random cases are no straw men: many have a plan, many of these are shaped by several sets, and some have none."""
    seen = {"none": 0, "free": 0, "shaped": 0}
    for _, case in besieged_cases(tmp_path, range(0, 60)):
        found = searched(case)
        known = len(found.compiled.net.shocks.sets)
        seen["none" if isinstance(found.solution, Infeasible) else "shaped" if known else "free"] += 1
    assert min(seen.values()) >= 4, seen


def test_a_plan_is_broken_where_its_crisis_has_no_answer(tmp_path):
    """For a plan that was made without attacks, a set has a loss exactly where the crisis of the set, stamped from the statement, cannot be lived through."""
    seen = {True: 0, False: 0}
    for seed, case in besieged_cases(tmp_path, range(0, 40)):
        _, without, _ = compile_case(case, sets=())
        answer = solve_compiled(without, Limits(1e-6))
        if isinstance(answer, Infeasible):
            continue
        _, compiled, _ = compile_case(case)
        for year in years_under_attack(compiled):
            year.turn_to(answer.plan)
            for number, chosen in enumerate(compiled.net.shocks.sets[:12]):
                b = compiled.crises.index((year.year, len(case.scenarios) + number))
                broken = solve(crisis_program(compiled, b, answer.plan)[0]).status == "infeasible"
                assert broken == (year.loss(chosen)[0] > BREAK) == (year.hold(chosen, BREAK) is None), (seed, chosen)
                seen[broken] += 1
    assert min(seen.values()) > 40, seen


def test_attacks_only_take_away(tmp_path):
    """A set with one more attack has no smaller loss: what maximal sets and the search rest on."""
    grown = 0
    for seed, case in besieged_cases(tmp_path, range(0, 25)):
        _, compiled, _ = compile_case(case, sets=())
        answer = solve_compiled(compiled, Limits(1e-6))
        if isinstance(answer, Infeasible):
            continue
        draw = np.random.default_rng(seed)
        for year in years_under_attack(compiled):
            year.turn_to(answer.plan)
            chosen, before = [], year.loss(())[0]
            for k in draw.permutation(len(case.attacks)).tolist():
                chosen.append(k)
                loss = year.loss(chosen)[0]
                assert loss >= before - 1e-8, seed
                grown += loss > before + 1e-6
                before = loss
    assert grown > 20


def test_what_was_done_holds_against_every_set(tmp_path):
    """The recourses that a search ends with hold against all maximal sets: for each, one uses nothing that its further attacks take."""
    seen = 0
    for seed, case in besieged_cases(tmp_path, range(0, 60)):
        found = searched(case)
        if isinstance(found.solution, Infeasible):
            continue
        budget = budget_of(case)
        for recourses in found.solution.certificate.recourses.values():
            made, exposed = (np.array([getattr(r, name) for r in recourses]) > 0 for name in ("attacks", "exposed"))
            for chosen in maximal_sets(budget.costs, budget.budget):
                flags = np.zeros(len(budget.costs), dtype=bool)
                flags[list(chosen)] = True
                assert (~(exposed & ~made & flags).any(axis=1)).any(), (seed, chosen)
                seen += 1
    assert seen > 300


def test_three_sources_and_a_store_by_hand():
    """Half of ten a month must be had for two months whichever two of three sources are lost: 10 from the store, or what each brings; the store is dearer."""
    offers = [offer("Cheap", 1), offer("Dear", 2), offer("Third", 3)]
    case = ore(
        offers,
        Settings={"Attack budget": 2},
        Attacks=[{"Attack": s, "Kind": "supplier", "Target": s, "Months": 2} for s in ("Cheap", "Dear", "Third")],
        Survival=[{"Scenario": "attack", "Months": 2, "Service level": 0.3}],
        Stockpiles=[store(50, **{"Holding cost": 100})],
    )
    found = searched(case)
    # each source must bring 30 % of 120, the cheapest what is left: 48 + 2 * 36 + 3 * 36
    assert float(found.compiled.objective @ found.solution.plan) * found.compiled.net.money == pytest.approx(48 + 72 + 108)
    assert found.solution.certificate.worst[2] == pytest.approx(0, abs=1e-6)


def test_budgets_that_floating_sums_just_reach():
    """Three attacks of 0.1 are within a budget of 0.3, and free attacks are in every set."""
    assert list(maximal_sets([0.1, 0.1, 0.1, 0.0, 0.2], 0.3)) == [(0, 1, 2, 3), (0, 3, 4), (1, 3, 4), (2, 3, 4)]
    case = ore(
        [offer("Cheap", 1), offer("Dear", 2), offer("Third", 3)],
        Settings={"Attack budget": 0.3},
        Attacks=[{"Attack": s, "Kind": "supplier", "Target": s, "Months": 1, "Cost": 0.1} for s in ("Cheap", "Dear", "Third")],
        Survival=[{"Scenario": "attack", "Months": 1, "Service level": 0.1}],
    )
    assert isinstance(searched(case).solution, Infeasible)


def test_more_sets_than_can_be_listed():
    """More sets than are ever listed are no hindrance to `optimize`; the plan is audited against all of them, and says how."""
    case = many(40, 3)
    assert few_sets(budget_of(case), attacks.MOST_ATTACK_SETS) is None
    plan = optimize(case, gap=1e-3)
    assert plan.adversary is not None and not plan.adversary.listed and plan.adversary.exact
    check = plan.audit.checks[plan.audit.checks["check"].str.startswith("no set of attacks")]
    assert plan.status == "optimal" and plan.audit.passed and check["rows"].sum() >= 3


def test_no_plan_is_explained():
    """What cannot be survived is infeasible with the sets that were found, and explained by its cells."""
    case = many(40, 40, 0.9)
    with pytest.raises(InfeasibleError) as found:
        optimize(case)
    assert any(fault.sheet == "Survival" for fault in found.value.explanation)


def test_a_plan_that_is_not_proven_is_none(monkeypatch):
    """Ctrl-C while it is not known whether a set breaks the plan leaves no plan; one that was proven before is kept."""
    case = many(24, 2)
    real, asked = Search.run, []

    def interrupted(self):
        asked.append(self)
        if len(asked) > 1:
            raise KeyboardInterrupt
        return real(self)

    monkeypatch.setattr(Search, "run", interrupted)
    with pytest.raises(NoPlanError, match="interrupted before a plan was found that no set of attacks breaks"):
        searched(case, 1e-3)


def test_an_interrupt_after_a_proof_keeps_the_plan(monkeypatch):
    """A plan that no set breaks is kept when the search for a cheaper one is interrupted, with the bound of what was searched."""
    case = many(24, 2)
    exact = searched(case)
    real, made = loop.search, []

    class Kept(loop.Generation):
        def __init__(self, *args):
            super().__init__(*args)
            made.append(self)

    def loosely(compiled, *args, **more):
        if made[-1].best is not None:
            raise KeyboardInterrupt
        answer, engine = real(compiled, *args, **more)
        return replace(answer, bound=0.9 * answer.bound), engine

    monkeypatch.setattr(loop, "Generation", Kept)
    monkeypatch.setattr(loop, "search", loosely)
    kept = searched(case)
    assert kept.solution.status == "feasible"
    cost, least = (float(found.compiled.objective @ found.solution.plan) for found in (kept, exact))
    assert cost >= least * (1 - 1e-6) and kept.solution.bound == pytest.approx(0.9 * cost)


def test_time_that_ends_is_said():
    """Without time there is no plan, and a sentence."""
    with pytest.raises(NoPlanError, match="before a plan was found"):
        searched(many(60, 3), 1e-6, time_limit=1e-6)


def test_the_live_line_shows_no_plan_before_it_is_proven():
    """What is told of a best plan is a plan that no set breaks: its cost is never below the optimum; the bound never above it."""
    moments = []
    started = time.monotonic()
    found = searched(many(24, 2), 1e-3, progress=moments.append)
    cost = float(found.compiled.objective @ found.solution.plan)
    assert all(m.incumbent is None or m.incumbent >= found.solution.bound - 1e-6 * cost for m in moments)
    assert all(m.bound is None or m.bound <= cost * (1 + 1e-6) for m in moments)
    assert all(0 <= m.seconds <= time.monotonic() - started for m in moments)
