"""Offers of dies and of packaged chips."""

from __future__ import annotations

from ..figure import Row, assumption
from .facts import CATEGORY, CHINA_PACKAGED, CHIP_PRICE, CHIPS, DIES, NEXPERIA_CARS, part
from .makers import CHINA_CHIPS, DONGGUAN, HAMBURG, MELAKA, RIVAL_DIES, ROHM, SEREMBAN, TAIWAN_CHIPS
from .offering import AEC, new, offer

CHIP_OFFERS: list[Row] = [
    offer(HAMBURG, DIES, part(NEXPERIA_CARS, 1.1, "a tenth of room"), assumption(9_000, "about half of a chip's price"), NEXPERIA_CARS),
    offer(
        RIVAL_DIES,
        DIES,
        part(CATEGORY, 0.4, "as much as Nexperia"),
        assumption(10_500, "about half of a chip's price, dearer than Nexperia's"),
        9_000,
    ),
    offer(
        DONGGUAN,
        CHIPS,
        part(NEXPERIA_CARS, CHINA_PACKAGED.value * 1.1, "share packaged there (particle.news) and a tenth of room"),
        assumption(7_500, "packaging and test at China's wages"),
        part(NEXPERIA_CARS, CHINA_PACKAGED.value, "particle.news"),
        "Conversion; dies extra.",
    ),
    offer(
        SEREMBAN,
        CHIPS,
        part(NEXPERIA_CARS, 0.33, "the other 30% and a tenth of room"),
        assumption(8_500, "packaging and test"),
        part(NEXPERIA_CARS, 0.3, "the rest"),
        "Conversion; dies extra.",
        expansion_limit=assumption(10_000, "a building exists"),
        expansion_cost=assumption(4_000, "USD a thousand pieces of yearly capacity, no figure found"),
        expansion_years=assumption(1, "tools and tests"),
        surge=assumption(0.1, "extra shifts"),
        surge_premium=assumption(0.3, "overtime"),
        ramp_months=assumption(1, "extra shifts"),
    ),
    offer(
        MELAKA,
        CHIPS,
        20_000,
        assumption(10_000, "packaging and test"),
        8_500,
        "Conversion; dies extra.",
        surge=assumption(0.1, "extra shifts"),
        surge_premium=assumption(0.3, "overtime"),
        ramp_months=assumption(1, "extra shifts"),
    ),
    offer(
        ROHM,
        CHIPS,
        6_000,
        assumption(26_000, f"a third above {CHIP_PRICE.value:,.0f}, whole chips"),
        2_000,
        surge=assumption(0.1, "extra shifts"),
        ramp_months=assumption(1, "extra shifts"),
    ),
    offer(
        TAIWAN_CHIPS,
        CHIPS,
        8_000,
        assumption(22_000, f"a tenth above {CHIP_PRICE.value:,.0f}, whole chips"),
        **new(4_000_000, 1, AEC),
        fixed_cost=assumption(500_000, "audits and testing"),
        standby=assumption(0.5, "rush orders were taken in 2025 (trendforce.com 2025-10-21)"),
        ramp_months=assumption(3, "lead times beyond 12 weeks, trendforce.com 2025-10-21"),
    ),
    offer(
        CHINA_CHIPS,
        CHIPS,
        15_000,
        assumption(15_000, f"a quarter below {CHIP_PRICE.value:,.0f}, whole chips"),
        1_500,
        **new(2_000_000, 1, AEC),
    ),
]
