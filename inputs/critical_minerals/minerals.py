"""Suppliers of gallium and germanium: where they stand and whose they are."""

from __future__ import annotations

from ..figure import Row, record
from .facts import CHINA, JAPAN, KOREA, US

CHINALCO = "Chinalco, Guangxi"
DOWA = "Dowa, Akita"
WAGERUP = "Alcoa-Sojitz, Wagerup"
KOREA_ZINC = "Korea Zinc, Onsan"
VAUDREUIL = "Rio Tinto-Indium, Vaudreuil"
METLEN = "METLEN, Agios Nikolaos"
CLARKSVILLE = "Korea Zinc, Clarksville"
NEO = "Neo, Peterborough"
LANGELSHEIM = "Vital Pure Metals, Langelsheim"
TRADERS = "Rotterdam traders"
CHIHONG = "Yunnan Chihong"
UMICORE = "Umicore, Olen"
TECK = "Teck, Trail"
RECYCLER = "5N Plus, St. George"

SUPPLIERS: list[Row] = [
    record("Primary gallium from alumina liquor; stands for China's producers.", supplier=CHINALCO, country=CHINA),
    record("Recycled and by-product gallium; stands for Japan's own supply.", supplier=DOWA, country=JAPAN),
    record(
        "Planned joint venture of Alcoa with a Sojitz-JOGMEC company beside an alumina refinery (projectblue.com 1347); "
        "the US and Australian states mean to join (marketchameleon.com 2025-10-21). The owner entered is the operator's country.",
        supplier=WAGERUP,
        country="Australia",
        owner=US,
    ),
    record("Zinc smelter; gallium and germanium from residues.", supplier=KOREA_ZINC, country=KOREA),
    record(
        "Demonstration, then commercial plant at an alumina refinery (news.metal.com 103313194).",
        supplier=VAUDREUIL,
        country="Canada",
        owner="United Kingdom",
    ),
    record(
        "Decided in January 2025 (naftemporiki.gr); 5 to 10 t expected in 2027 (dnews.gr 567640) are left out.",
        supplier=METLEN,
        country="Greece",
    ),
    record(
        "Zinc smelter bought from Nyrstar in December 2025, to be rebuilt (mining.com January 2026). The US state has a part in the venture; "
        "the Korean side manages it (gbc1.net 30080).",
        supplier=CLARKSVILLE,
        country=US,
        owner=KOREA,
    ),
    record("Recycler (metalnomist.com 2025-02); stands for Canada's 17% of US imports before the ban.", supplier=NEO, country="Canada"),
    record(
        "Refiner; stands for Germany's 19% of US imports before the ban. The site is Vital's of China since December 2020 (vitalchem.com): "
        "passes a location test, fails an ownership test.",
        supplier=LANGELSHEIM,
        country="Germany",
        owner=CHINA,
    ),
    record(
        "Warehouse material whose origin nobody certifies: counts as Chinese in every limit on China. "
        "Stands for what Japan imports from other countries than China.",
        supplier=TRADERS,
        country="unknown",
        owner="unknown",
    ),
    record("Germanium from zinc; stands for China's producers.", supplier=CHIHONG, country=CHINA),
    record("Largest secondary producer; refines germanium of STL, DR Congo (projectblue.com 1049).", supplier=UMICORE, country="Belgium"),
    record("Germanium from Red Dog zinc concentrate; tonnage undisclosed.", supplier=TECK, country="Canada"),
    record("Recycler of optics and wafer scrap; stands for US recycling.", supplier=RECYCLER, country=US, owner="Canada"),
]
