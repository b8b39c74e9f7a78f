"""Statement 12, by hand: hindered passages, lead times, and what is under way when a crisis begins.

120 a year, ten a month, at 1 from China unless a test says otherwise; a unit short costs 100.
"""

from __future__ import annotations

import pytest

from tests.building import crisis, crisis_cost, event, near, need, offer, ore, short, solved

MARKETS = {"Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Local", "Country": "China"}]}
BOTH = {**MARKETS, "Demand": [need(120), need(120, "Local", shortage_cost=20)]}


def strait(months, lead=2, events=(), **sheets):
    """The plan of one mine, `lead` months from Home through the Strait, in a crisis of these events."""
    lanes = [{"From": "*", "To": "*", "Lead months": lead, "Corridor": "Strait"}]
    return solved(ore([offer("Cheap", 1)], months=months, Lanes=lanes, **crisis(*events), **sheets))


@pytest.mark.parametrize(("remaining", "missing"), [(0, 10), (0.3, 7)])
def test_an_export_ban_hits_deliveries_abroad_alone(remaining, missing):
    """Of what goes abroad 30 % may pass, 3 of 10 a month. The market in China has all of its own."""
    plan = solved(ore([offer("Cheap", 1)], months=2, **BOTH, **crisis(event("country", "China", 2, To="abroad", Remaining=remaining))))
    assert short(plan, market="Home") == near([missing, missing])
    assert short(plan, market="Local") == near([0, 0])


def test_goods_may_be_sent_another_way_where_nothing_hinders_it():
    """`Cheap` serves Local and `Dear` Home. `Dear` is lost, and all of `Cheap` goes to Home, where a unit short costs 100 and not 20.

    Q = 10 * 20 + 10 * 2 (to Home, at 1 + 1) - 10 * 1 - 10 * 1.5 = 195.
    """
    lanes = [{"From": "Cheap", "To": "Home", "Transport cost": 1}, {"From": "Dear", "To": "Local", "Transport cost": 9}]
    plan = solved(ore([offer("Cheap", 1), offer("Dear", 1.5)], months=1, Lanes=lanes, **BOTH, **crisis(event("country", "Australia", 1))))
    assert short(plan, market="Local") == near([10]) and short(plan, market="Home") == near([0])
    assert crisis_cost(plan) == near(195)


def test_a_hindered_passage_takes_no_more_than_its_share_of_what_it_took():
    """The same, with half of the passage to Home closed to `Cheap`: it carried nothing there, and half of nothing is nothing."""
    lanes = [{"From": "Cheap", "To": "Home", "Transport cost": 1}, {"From": "Dear", "To": "Local", "Transport cost": 9}]
    ban = [event("country", "Australia", 1), event("country", "China", 1, To="Home", Remaining=0.5)]
    plan = solved(ore([offer("Cheap", 1), offer("Dear", 1.5)], months=1, Lanes=lanes, **BOTH, **crisis(*ban)))
    assert short(plan, market="Local") == near([0]) and short(plan, market="Home") == near([10])


@pytest.mark.parametrize(("ramp", "missing"), [(0, [6.5, 6.5, 6.5]), (1, [10, 6.5, 6.5])])
def test_readiness_passes_in_the_same_share(ramp, missing):
    """China is lost, and half of the Strait. `Dear` ships nothing: (0.25 * 240 + 0.1 * 240) / 12 = 7, of which half pass, after the ramp."""
    dear = offer("Dear", 3, 240, Standby=0.25, Surge=0.1, Ramp_months=ramp)
    lanes = [{"From": "Dear", "To": "*", "Corridor": "Strait"}]
    events = [event("country", "China", 3), event("corridor", "Strait", 3, Remaining=0.5)]
    plan = solved(ore([offer("Cheap", 1), dear], months=3, Lanes=lanes, **crisis(*events)))
    assert short(plan) == near(missing)


def test_standby_of_what_is_unused_passes_beside_deliveries():
    """`Dear` ships 60 of 120: 0.5 * (60 + 0.25 * (240 - 60) + 0.1 * 240) / 12 = 5.375 pass of 10 a month that are needed."""
    dear = offer("Dear", 3, 240, Standby=0.25, Surge=0.1)
    lanes = [{"From": "Dear", "To": "*", "Corridor": "Strait"}]
    events = [event("country", "China", 1), event("corridor", "Strait", 1, Remaining=0.5)]
    plan = solved(ore([offer("Cheap", 1, 60), dear], months=1, Lanes=lanes, **crisis(*events)))
    assert short(plan) == near([4.625])


def test_readiness_passes_after_the_ramp_where_other_deliveries_could_be_sent_another_way():
    """`Dear` ships 60 to Away and nothing to Home, where `Cheap` is lost, and half of the Strait to Home is closed. A unit short at Away costs 20.

    Month 1: half of nothing passes, though `Dear` has 5 a month. Month 2: 0.5 * (0.25 * (240 - 60) + 0.1 * 240) / 12 = 2.875.
    """
    dear = offer("Dear", 3, 240, Standby=0.25, Surge=0.1, Ramp_months=1)
    lanes = [{"From": "Dear", "To": "Home", "Corridor": "Strait"}, {"From": "Cheap", "To": "Away", "Open": "no"}, {"From": "*", "To": "*"}]
    sheets = {
        "Demand": [need(120), need(60, "Away", shortage_cost=20)],
        "Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}],
    }
    events = [event("country", "China", 2), event("corridor", "Strait", 2, Remaining=0.5)]
    plan = solved(ore([offer("Cheap", 1), dear], months=2, Lanes=lanes, **sheets, **crisis(*events)))
    assert short(plan, market="Home") == near([10, 7.125]) and short(plan, market="Away") == near([0, 0])


def test_what_is_under_way_arrives_after_the_source_is_lost():
    """Two months away and lost for three of five: months 1 and 2 still arrive, 3 to 5 do not.

    Q = 30 * 100 - 3 / 12 * 120 * 1: of five months of dispatch three would arrive within the crisis.
    """
    plan = strait(5, events=[event("country", "China", 3)])
    assert short(plan) == near([0, 0, 10, 10, 10])
    assert crisis_cost(plan) == near(2970)


def test_what_is_under_way_is_lost_where_the_corridor_is_closed():
    """Closed in months 1 and 2: what should arrive then is lost; what is dispatched then arrives in 3 and 4, when it is open.

    Q = 20 * 100 + 2 * 10 * 1 - 2 / 12 * 120 = 2000.
    """
    plan = strait(4, events=[event("corridor", "Strait", 2)])
    assert short(plan) == near([10, 10, 0, 0])
    assert crisis_cost(plan) == near(2000)


def test_the_corridor_counts_in_the_month_of_arrival():
    """Closed in months 1 and 3: month 1 of what is under way is lost, and what is dispatched in month 1 for month 3. Q = 2000 + 10 - 20."""
    plan = strait(4, events=[event("corridor", "Strait", 1), event("corridor", "Strait", 1, Start_month=3)])
    assert short(plan) == near([10, 0, 10, 0])
    assert crisis_cost(plan) == near(1990)


def test_half_a_corridor_halves_what_is_under_way():
    """Half is left for three months: 5 of 10 arrive in months 1 and 2, and half of what is dispatched in month 1 in month 3."""
    plan = strait(4, events=[event("corridor", "Strait", 3, Remaining=0.5)])
    assert short(plan) == near([5, 5, 5, 0])


def test_a_permit_counts_in_the_month_of_dispatch():
    """A ban on exports in month 1 with a lead of one month: month 1 arrives, month 2 does not."""
    plan = strait(3, 1, [event("country", "China", 1, To="abroad")])
    assert short(plan) == near([0, 10, 0])


def test_permit_and_lane_multiply():
    """Half of the permit in month 1 and half of the Strait in month 2: a quarter of what is dispatched in month 1 arrives in month 2.

    In month 1 all of what is under way arrives, as in month 3.
    """
    events = [event("country", "China", 1, To="Home", Remaining=0.5), event("corridor", "Strait", 1, Start_month=2, Remaining=0.5)]
    plan = strait(3, 1, events)
    assert short(plan) == near([0, 7.5, 0])


def test_what_is_dispatched_too_late_serves_nothing_and_costs_nothing():
    """With a lead as long as the crisis nothing that is dispatched in it arrives, and nothing is counted: Q = 0, and nothing is short."""
    plan = strait(2, events=[event("country", "China", 2)])
    assert short(plan) == near([0, 0])
    assert crisis_cost(plan) == near(0)
    assert plan.values["flow"].empty
