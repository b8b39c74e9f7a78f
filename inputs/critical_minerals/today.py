"""What each source delivers to the three countries today: the column Current volume.

It is the picture that the study of exposure starts from. Of gallium and germanium it is the trade before China's licences of August 2023,
as are the capacities; what has come since is among the crises. A source that is not named here delivers nothing to the three countries yet.
"""

from __future__ import annotations

from ..figure import Figure, assumption, derived, estimate, found
from .facts import (
    ANODE_2026,
    CHINA_GERMANIUM_SHARE,
    FLAKE_PER_SPHERICAL,
    JAPAN_GALLIUM,
    JAPAN_GALLIUM_CHINA,
    JAPAN_GALLIUM_IMPORTS,
    JAPAN_GERMANIUM,
    KOREA_GALLIUM,
    KOREA_GERMANIUM,
    SPHERICAL_PER_ANODE,
    US_GALLIUM,
    US_GALLIUM_FROM,
    US_GERMANIUM,
)

_JOGMEC = "in 2021 (JOGMEC in japantimes.co.jp 2025-08-05)"
_SHARE = "of US imports before the ban (GaRisk README after USGS MCS 2025)"
_USE = "of 16 t of US use (USGS USMIN)"


def _us_gallium(country: str) -> float:
    return round(US_GALLIUM_FROM[country].value * US_GALLIUM.value, -1)


JAPAN_OWN_GALLIUM = derived(
    JAPAN_GALLIUM.value - JAPAN_GALLIUM_IMPORTS.value,
    f"use of 167 t less imports of 97 t {_JOGMEC}; what Japan sold to the United States is taken to be part of what it imported",
    JAPAN_GALLIUM,
    JAPAN_GALLIUM_IMPORTS,
)
TRADED_GALLIUM = derived(
    JAPAN_GALLIUM_IMPORTS.value - JAPAN_GALLIUM_CHINA.value, f"Japan's imports of 97 t less 55 t from China {_JOGMEC}", JAPAN_GALLIUM_IMPORTS, JAPAN_GALLIUM_CHINA
)
CHINA_GALLIUM = derived(
    JAPAN_GALLIUM_CHINA.value + _us_gallium("China") + KOREA_GALLIUM.value,
    f"55 t to Japan {_JOGMEC}, 19% {_SHARE} {_USE}, and all of South Korea's use (assumption: 12 t, none of it from elsewhere); before the licences of "
    "August 2023, since when Japan has had about a fifth or less (daily8.com)",
    JAPAN_GALLIUM_CHINA,
    US_GALLIUM_FROM["China"],
    KOREA_GALLIUM,
)
CANADA_GALLIUM = derived(_us_gallium("Canada"), f"17% {_SHARE} {_USE}", US_GALLIUM_FROM["Canada"], US_GALLIUM)
GERMANY_GALLIUM = derived(_us_gallium("Germany"), f"19% {_SHARE} {_USE}", US_GALLIUM_FROM["Germany"], US_GALLIUM)

_GERMANIUM = US_GERMANIUM.value + JAPAN_GERMANIUM.value + KOREA_GERMANIUM.value
RECYCLED_GERMANIUM = derived(
    9_000, "30% of use is recycled worldwide (taken for the US as well) x 30 t of US use (both USGS MCS 2020 via docslib.org)", US_GERMANIUM
)
CHINA_GERMANIUM = derived(
    round(CHINA_GERMANIUM_SHARE.value * _GERMANIUM, -1),
    "68% of refined germanium in 2023 (fastmarkets.com; other counts run from 60% to 83%) x 63 t, what the three countries use (30 t found, 25 t an estimate, "
    "8 t an assumption): their own share is taken to be the world's",
    CHINA_GERMANIUM_SHARE,
    US_GERMANIUM,
    JAPAN_GERMANIUM,
    KOREA_GERMANIUM,
)
_REST = _GERMANIUM - CHINA_GERMANIUM.value - RECYCLED_GERMANIUM.value


def rest_of_germanium(capacity: float, of: float) -> Figure:
    """The part of what neither China nor recycling in the US delivers, in proportion to a capacity that is an estimate itself."""
    return derived(
        round(_REST * capacity / of, -1),
        f"{capacity / of:.0%} (as the capacities, both estimates) of the {_REST:,.0f} kg that neither China nor recycling in the US delivers",
        CHINA_GERMANIUM,
        estimate(capacity, "capacity"),
    )


_ANODE = sum(use.value for use in ANODE_2026.values())
INDONESIA_ANODE = derived(12_000, "more than 1 kt a month to the US in 2025 (rhomotion.com p=44861) x 12", found(1_000, "rhomotion.com p=44861"))
SEJONG_ANODE = assumption(25_000, "a third of capacity; running rates are not published")
POHANG_ANODE = assumption(0, "what it sells today is synthetic material, which the use of natural anode material above does not count")
CHINA_ANODE = derived(
    _ANODE - INDONESIA_ANODE.value - SEJONG_ANODE.value,
    f"use of {_ANODE:,.0f} t in the three countries less {INDONESIA_ANODE.value:,.0f} from Indonesia and {SEJONG_ANODE.value:,.0f} from Sejong (assumption)",
    *ANODE_2026.values(),
    INDONESIA_ANODE,
    SEJONG_ANODE,
)
CHINA_SPHERICAL = derived(
    round(SPHERICAL_PER_ANODE.value * _ANODE, -1),
    f"1.05 t (assumption) for each of the {_ANODE:,.0f} t of natural anode material used, all of it from China, which makes about 99% of the world's "
    "(Benchmark via voltresources.com)",
    SPHERICAL_PER_ANODE,
    *ANODE_2026.values(),
)
CHINA_FLAKE = derived(
    round(FLAKE_PER_SPHERICAL.value * CHINA_SPHERICAL.value, -1),
    f"2.2 t (estimate) for each of the {CHINA_SPHERICAL.value:,.0f} t of spherical graphite that China makes for them",
    FLAKE_PER_SPHERICAL,
    CHINA_SPHERICAL,
)
