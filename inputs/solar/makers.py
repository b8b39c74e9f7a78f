"""Suppliers and what their products are made from."""

from __future__ import annotations

from ..figure import Row, assumption, derived, record
from .facts import CELL, CHINA, KOREA, MODULE, POLY, POLY_PER_WAFER, US, WAFER

CN_POLY, HEMLOCK, WACKER, OCI_MALAYSIA = "Chinese polysilicon", "Hemlock and Wacker, US", "Wacker, Germany", "OCI, Malaysia"
CN_WAFER, VN_WAFER, US_WAFER = "Chinese wafers", "Vietnamese wafers", "US wafers"
CN_CELL, ID_CELL, KR_CELL, US_CELL = "Chinese cells", "Indonesian cells", "Korean cells", "US cells"
CN_MODULE, ID_MODULE, KR_MODULE, IN_MODULE = "Chinese modules", "Indonesian modules", "Korean modules", "Indian modules"
US_MODULE, US_CN_MODULE, FIRST_SOLAR = "US module makers", "Chinese-owned US modules", "First Solar"

ALLIED_POLY = "Allied polysilicon"
GROUPS: list[Row] = [record(group=ALLIED_POLY, member=m) for m in (HEMLOCK, WACKER, OCI_MALAYSIA)]

_PLACES: list[tuple[str, str, str | None, str]] = [
    (CN_POLY, CHINA, None, "93.5% of the world's output in 2024 (Bernreuter in taiyangnews.info)."),
    (HEMLOCK, US, None, ""),
    (WACKER, "Germany", None, ""),
    (OCI_MALAYSIA, "Malaysia", KOREA, "Owned in South Korea."),
    (CN_WAFER, CHINA, None, ""),
    (VN_WAFER, "Vietnam", CHINA, "Pulled and sawn in Southeast Asia for the United States, from polysilicon that is not China's."),
    (US_WAFER, US, KOREA, "Qcells at Cartersville, and plants under construction."),
    (CN_CELL, CHINA, None, ""),
    (ID_CELL, "Indonesia", CHINA, "Stands for Chinese makers in Indonesia and Laos: passes a test of location, fails one of ownership."),
    (KR_CELL, KOREA, None, ""),
    (US_CELL, US, None, "Cell making resumed in 2024, the first since 2019 (SEIA in taiyangnews.info)."),
    (CN_MODULE, CHINA, None, ""),
    (ID_MODULE, "Indonesia", CHINA, "As the cells."),
    (KR_MODULE, KOREA, None, ""),
    (IN_MODULE, "India", None, "Whole modules; where their cells come from is outside the case."),
    (US_MODULE, US, None, "American, Korean and other owners."),
    (US_CN_MODULE, US, CHINA, "Built by Chinese owners since 2022: at home by location, foreign by owner."),
    (FIRST_SOLAR, US, None, "Thin film: no silicon at all."),
]
SUPPLIERS: list[Row] = [record(note, supplier=s, country=c, owner=o) for s, c, o, note in _PLACES]

_NO_LOSS = "breakage of about a hundredth"
RECIPES: list[Row] = [
    record(output=WAFER, input=POLY, quantity=POLY_PER_WAFER),
    record(output=CELL, input=WAFER, quantity=assumption(1.01, _NO_LOSS)),
    record(output=MODULE, input=CELL, quantity=assumption(1.01, _NO_LOSS)),
    record(output=MODULE, input=CELL, supplier=IN_MODULE, quantity=assumption(0, "bought whole")),
    record(output=MODULE, input=CELL, supplier=FIRST_SOLAR, quantity=derived(0, "thin film, no silicon cells")),
]
