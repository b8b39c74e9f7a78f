"""Plants, suppliers and groups. All are invented; where a kind of site stands is where the trade has it."""

from __future__ import annotations

from ..figure import Row, record

PLANTS = (TOYAMA, QUERETARO, BRNO) = ("Plant Toyama", "Plant Queretaro", "Plant Brno")

#: Name, country, owner where it is another.
SITES: list[tuple[str, str, str | None]] = [
    (TOYAMA, "Japan", None),
    (QUERETARO, "Mexico", None),
    (BRNO, "Czechia", None),
    ("Penang Assembly", "Malaysia", "United States"),
    ("Suzhou Assembly", "China", "Taiwan"),
    ("Jalisco Assembly", "Mexico", "United States"),
    ("Moravia Assembly", "Czechia", None),
    ("Changzhou Motor", "China", None),
    ("Hidaka Motor", "Japan", None),
    ("Ostrava Winding", "Czechia", "Germany"),
    ("Fuji Power", "Japan", None),
    ("Villach Power", "Austria", "Germany"),
    ("Ningbo Castings", "China", None),
    ("Saitama Castings", "Japan", None),
    ("Monterrey Castings", "Mexico", None),
    ("Hai Duong Harness", "Vietnam", "Japan"),
    ("Sonora Harness", "Mexico", "United States"),
    ("Nagano Encoder", "Japan", None),
    ("Shenzhen Encoder", "China", None),
    ("Hsinchu Display", "Taiwan", None),
    ("Dongguan Display", "China", None),
    ("Qingdao Graphite", "China", None),
    ("Osaka Graphite", "Japan", None),
    ("Kunshan Boards", "China", "Taiwan"),
    ("Gifu Boards", "Japan", None),
    ("Graz Boards", "Austria", None),
    ("Ibaraki Micro", "Japan", None),
    ("Dresden Micro", "Germany", None),
    ("Dongguan Discrete", "China", None),
    ("Malacca Discrete", "Malaysia", "Germany"),
    ("Taipei Discrete", "Taiwan", None),
    ("Shiga Ceramic", "Japan", None),
    ("Busan Ceramic", "South Korea", None),
    ("Bangkok Passive", "Thailand", "United States"),
    ("Penang Connect", "Malaysia", "United States"),
    ("Ganzhou Magnet", "China", None),
    ("Saitama Magnet", "Japan", None),
    ("Estonia Magnet", "Estonia", "Canada"),
    ("Baotou Alloy", "China", None),
    ("Dong Nai Alloy", "Vietnam", "Japan"),
    ("Kaohsiung Laminate", "Taiwan", None),
    ("Perth Tantalum", "Australia", None),
    ("Durango Metals", "Mexico", None),
]
SUPPLIERS: list[Row] = [record(supplier=s, country=c, owner=o) for s, c, o in SITES]

ASIA, EUROPE, AMERICA = "Asia", "Europe", "North America"
REGIONS: dict[str, tuple[str, ...]] = {
    ASIA: ("Japan", "China", "Malaysia", "Taiwan", "Vietnam", "Thailand", "South Korea", "Australia"),
    EUROPE: ("Czechia", "Germany", "Austria", "Estonia"),
    AMERICA: ("Mexico", "United States"),
}
GROUPS: list[Row] = [record(group=g, member=m) for g, members in REGIONS.items() for m in members]
