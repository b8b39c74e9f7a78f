"""Does no set of attacks within the budget break the plan? Worked out without a list of all sets, and without a solver.

The plan comes with what it would do against some sets of attacks. Each of these responses is checked row by row as
every crisis is. A response holds as well against every set whose other attacks take nothing that it uses. So the
audit goes through the sets: for some attacks it finds a response that holds against them, and looks further only at
sets with one more attack that would reach what this response uses. A set against which no response holds is a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from resilience_opt.case.sheets import Attack
from resilience_opt.plan.audit_balances import used_by_recipes
from resilience_opt.plan.audit_book import TOLERANCE, Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_crisis import Block, arriving, check_crises, dispatchable, passable
from resilience_opt.plan.audit_events import Effects, effects_of
from resilience_opt.plan.audit_facts import Flags
from resilience_opt.plan.audit_reach import useful_months
from resilience_opt.plan.audit_responses import Responses
from resilience_opt.plan.audit_service import required


def audit_adversary(b: Book, withstood: Iterable[Responses]) -> None:
    """Check every response, and that some response holds against every set within the budget, year by year."""
    f = b.facts
    attacks = {a.attack: a for a in f.case.attacks}
    alone = effects_of(f, [[a] for a in f.case.attacks])
    everything = effects_of(f, [list(f.case.attacks)])
    made: dict[int, list[Flags]] = {}
    exposed: dict[int, list[Flags]] = {}
    for some in withstood:
        block = _block(b, some, effects_of(f, [[attacks[name] for name in names] for names in some.attacks]))
        service = required(f, some.t, sets=len(some.attacks))[-len(some.attacks) :]
        check_crises(b, block, service, useful_months(f))
        made.setdefault(some.t, []).append(np.array([[a.attack in names for a in f.case.attacks] for names in some.attacks]))
        exposed.setdefault(some.t, []).append(_exposed(b, block, alone, everything))
    for t in range(len(f.years)):
        if (required(f, t, sets=1)[-1] > 0).any():
            cover = _Cover(f.case.attacks, f.case.settings.attack_budget or 0.0, made.get(t, []), exposed.get(t, []))
            cover.look((), frozenset())
            b.at_most(Check.ADVERSARY, np.array(cover.missing), 0.0, 1.0)


def _block(b: Book, some: Responses, effects: Effects) -> Block:
    f, t = b.facts, some.t
    contracted = added_up(b["ship"], f.at.arc_offer, len(f.offers))[:, t]
    beyond = np.maximum(added_up(some.flow, f.at.arc_offer, len(f.offers)) - contracted[:, None] / 12, 0.0)
    return Block(t, effects, some.flow, beyond, some.release, some.shortage, b["ship"][:, t], contracted, b["capacity"][:, t], b["level"][:, t])


def _exposed(b: Book, x: Block, alone: Effects, everything: Effects) -> Flags:
    """Which attacks reach what each response uses, array (responses, attacks): what is there under all attacks at once is reached by none."""
    f, arc = b.facts, b.facts.at.arc_offer
    sent = added_up(x.flow, arc, len(f.offers))[..., 1:]
    leaning = sent > dispatchable(b, x) * everything.available[..., 1:] + TOLERANCE * f.of_offers[:, None] / 12
    found = _reached(leaning, alone.available[..., 1:])
    crossing = x.flow[..., 1:] > passable(b, x, everything.passing) + TOLERANCE * f.of_arcs[:, None] / 12
    found |= _reached(crossing, alone.passing[..., 1:])
    lost = arriving(f, x, x.effects.lane) - arriving(f, x, np.minimum(everything.lane, x.effects.lane))
    spare = _spare(b, x) - added_up(lost, f.at.arc_need, len(f.market))[..., 1:]
    short = spare < -TOLERANCE * f.of_needs[:, None] / 12
    waiting = short[:, np.maximum(f.at.arc_need, 0)] & (f.at.arc_need >= 0)[:, None] & (lost[..., 1:] > 0)
    return found | _reached(waiting, alone.lane[..., 1:])


def _reached(used: Flags, factor: Floats) -> Flags:
    """Which attacks lower a figure that is used; `used` is (responses, what, T), `factor` (attacks, what, T)."""
    less = (factor < 1).reshape(len(factor), -1).astype(np.float32)
    return np.asarray(used.reshape(len(used), -1).astype(np.float32) @ less.T > 0)


def _spare(b: Book, x: Block) -> Floats:
    """What needs receive beyond what they must, array (responses, needs, T)."""
    f = b.facts
    needs = len(f.market)
    given = added_up(arriving(f, x, x.effects.lane), f.at.arc_need, needs) + added_up(x.release, f.at.draw_need, needs)
    short = added_up(x.shortage, f.class_need, needs)
    due = added_up(np.repeat((f.quantity[:, x.t] / 12)[None, :, None], f.months + 1, axis=2), f.class_need, needs)
    sent = added_up(x.flow, f.at.arc_offer, len(f.offers))
    taken = np.moveaxis(used_by_recipes(f, np.moveaxis(sent, 1, 0)), 0, 1)
    return np.asarray(np.where(f.market[:, None], given + short - due, given - taken))[..., 1:]


class _Cover:
    """Goes through the sets within a budget; `missing` has for each step whether no response holds."""

    def __init__(self, attacks: Sequence[Attack], budget: float, made: Sequence[Flags], exposed: Sequence[Flags]) -> None:
        self.cost = [a.cost for a in attacks]
        self.most = budget + 1e-9 * max(1.0, budget)
        count = len(attacks)
        reach = np.concatenate([np.zeros((0, count), dtype=bool), *exposed]) & ~np.concatenate([np.zeros((0, count), dtype=bool), *made])
        self.reach = np.unique(reach, axis=0)
        self.missing: list[float] = []

    def look(self, chosen: tuple[int, ...], without: frozenset[int]) -> None:
        """Look at all sets that have these attacks and none of those."""
        spent = sum(self.cost[k] for k in chosen)
        more = [k for k, cost in enumerate(self.cost) if k not in chosen and k not in without and spent + cost <= self.most]
        holding = self.reach[~self.reach[:, list(chosen)].any(axis=1)]
        self.missing.append(float(not len(holding)))
        if not len(holding):
            return
        best = holding[int(np.argmin(holding[:, more].sum(axis=1)))] if more else holding[0]
        reaching = [k for k in more if best[k]]
        for n, k in enumerate(reaching):
            self.look((*chosen, k), without | frozenset(reaching[:n]))
