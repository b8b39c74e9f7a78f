"""What happened, month by month: lengths as they were and not as they were promised."""

from __future__ import annotations

from dataclasses import dataclass

from ..figure import Figure, Row, assumption, derived, estimate, found, record

CHINA, JAPAN, KOREA, US = "China", "Japan", "South Korea", "United States"
ABROAD = "abroad"

RARE_EARTHS, MAGNETS, GALLIUM, GERMANIUM, ANTIMONY = "Rare earths", "NdFeB magnet", "Gallium", "Germanium", "Antimony"
ANODE, CHIPS, MCU, HF, NEON = "Anode material", "Legacy chips", "Microcontrollers", "Hydrogen fluoride", "Neon"
CEFAZOLIN, HARNESS, UREA, BY_SEA = "Cefazolin", "Wiring harnesses", "Urea", "Goods by sea"
NAKA, SUEZ = "Renesas, Naka", "Suez"


@dataclass(frozen=True)
class Step:
    """A stretch of months with one remaining share, then a straight line back."""

    months: Figure
    remaining: Figure
    recovery: Figure | None = None
    start: int = 1
    price: Figure | None = None


@dataclass(frozen=True)
class Shock:
    """A disruption that happened: when, for how many days, what was promised, whom it hit and how it went."""

    name: str
    when: str
    days: Figure
    kind: str
    target: str
    materials: tuple[str, ...]
    to: str | None
    steps: tuple[Step, ...]
    told: str
    promised: str = ""

    def rows(self) -> list[Row]:
        """Its rows of the sheet Events."""
        return [
            record(
                self.told if step is self.steps[0] and material == self.materials[0] else "",
                scenario=self.name,
                kind=self.kind,
                target=material if self.kind == "material" else self.target,
                material=None if self.kind in ("material", "corridor") else material,
                to=self.to,
                start_month=step.start,
                months=step.months,
                remaining=step.remaining,
                recovery_months=step.recovery,
                price_factor=step.price,
            )
            for material in self.materials
            for step in self.steps
        ]

    def kept(self) -> float:
        """Months of use that a buyer without another source must have in store to miss nothing."""
        lost = 0.0
        for step in self.steps:
            back = int(step.recovery.value) if step.recovery else 0
            lost += (1 - step.remaining.value) * (step.months.value + sum(1 - r / (back + 1) for r in range(1, back + 1)))
        return lost


def _months(value: float, text: str, *doubt: Figure) -> Figure:
    return derived(value, text, *doubt)


_MONTH = 30.4
_BACK = "no month of full recovery was found"
NOTHING = assumption(0, "up to all of it; what slipped through was not measured")

SHOCKS: tuple[Shock, ...] = (
    Shock(
        "2010 rare earths to Japan", "21 September to mid-November 2010", estimate(60, "about two months found (newzino.com, telecomasia.net), the days are remembered"),
        "country", CHINA, (RARE_EARTHS,), JAPAN,
        (Step(_months(2, "60 days (estimate) in whole months", estimate(60, "days")), NOTHING, assumption(1, _BACK)),),
        "Japan had 90% of its rare earths from China.",
    ),
    Shock(
        "2011 earthquake, Naka", "11 March to September 2011", estimate(90, "remembered: restart in June, full in September"),
        "supplier", NAKA, (MCU,), None,
        (Step(estimate(3, "to the restart of June, remembered"), estimate(0, "all of the plant, remembered"), estimate(3, "full in September, remembered")),),
        "The same plant as in 2021.",
    ),
    Shock(
        "2019 cefazolin", "March to November 2019", estimate(240, "the event and a survey of June 2019 are found (dhirubhai.net, shionogi.com); start and end are remembered"),
        "country", CHINA, (CEFAZOLIN,), ABROAD,
        (Step(estimate(8, "March to November, remembered"), estimate(0.5, "about half of Japan's market, remembered"), assumption(2, _BACK)),),
        "One chain of inputs stood behind half of the market.",
    ),
    Shock(
        "2019 hydrogen fluoride to Korea", "4 July to 30 August 2019", found(57, "first licence for hydrogen fluoride on 30 August, fluoridealert.org"),
        "country", JAPAN, (HF,), KOREA,
        (
            Step(_months(1, "July 2019"), derived(0.18, "529 t in July / 3,000 t a month before, fluoridealert.org and globalmarketmonitor.com")),
            Step(_months(1, "August 2019"), found(0, "no exports in August, fluoridealert.org"), assumption(3, "bulk licences for resist came in December"), start=2),
        ),
        "Stocks were one to two months; tests of substitutes took 40 to 50 days.", "licences within 90 days",
    ),
    Shock(
        "2020 COVID, China", "24 January to 10 February 2020", found(17, "most provinces, businesskorea.co.kr; Hubei about 45 days (remembered)"),
        "country", CHINA, (HARNESS,), ABROAD,
        (Step(_months(1, "17 days in whole months"), derived(0.44, "1 less 17 of 30.4 days (businesskorea.co.kr)"), assumption(1, "plants restarted without all of their people")),),
        "Hyundai stood still within a week: harnesses were not stored.",
    ),
    Shock(
        "2021 Suez", "23 to 29 March 2021", estimate(6, "remembered"),
        "corridor", SUEZ, (BY_SEA,), None,
        (Step(estimate(1, "six days in whole months"), derived(0.8, "1 less 6 (estimate) of 30.4 days, rounded", estimate(6, "days"))),),
        "Short enough for every store that is counted in weeks.",
    ),
    Shock(
        "2021 fire, Naka", "19 March to early July 2021", found(90, "88% at the end of May, all in mid-June, shipments in early July, nippon.com and agenzianova.com"),
        "supplier", NAKA, (MCU,), None,
        (Step(found(1, "the line stood for about a month, nippon.com"), found(0, "all of the line N3, nippon.com"), derived(3, "one month to the restart, then to shipments in early July (agenzianova.com)")),),
        "What was promised was the first restart; buyers waited three to four times as long.", "30 days",
    ),
    Shock(
        "2021 urea to Korea", "15 October to December 2021", estimate(45, "remembered"),
        "country", CHINA, (UREA,), KOREA,
        (Step(estimate(1, "of 45 days, remembered"), estimate(0, "about all of it, remembered"), estimate(1, "the rest of the 45 days")),),
        "97% came from China; lorries stood for want of exhaust fluid.",
    ),
    Shock(
        "2022 neon", "from 24 February 2022; Mariupol was not restored", found(365, "techcentral.co.za"),
        "material", NEON, (NEON,), None,
        (Step(_months(12, "365 days and longer (techcentral.co.za)"), derived(0.505, "1 less 49.5%, the middle of the 45 to 54% that Ukraine supplied (Techcet in techcentral.co.za)")),),
        "No chip plant stopped: stores held until others made more.",
    ),
    Shock(
        "2023 gallium and germanium licences", "1 August to November 2023", found(50, "first permits about 20 September, datafloq.com"),
        "country", CHINA, (GALLIUM, GERMANIUM), ABROAD,
        (
            Step(_months(2, "50 days in whole months (datafloq.com)"), found(0, "no exports in August, datafloq.com"),
                 price=derived(1.65, "425 USD in October 2023 / 257.5 in June, middles of Rotterdam's gallium (fastmarkets.com)")),
            Step(_months(1, "October 2023"), derived(0.045, "gallium: 0.25 t in October 2023 (iru-miru.com) / 5.61 t in November 2022 (rawmaterials.net)"), start=3),
            Step(_months(1, "November 2023"), derived(0.27, "gallium: 1.53 t in November 2023 / 5.61 t a year before (rawmaterials.net)"), assumption(2, _BACK), start=4),
        ),
        "Nothing at all left for two months; germanium is taken as gallium.", "licences within 45 working days (remembered)",
    ),
    Shock(
        "2023 gallium to Japan, lasting", "August 2023 and still in 2025", found(730, "two years and longer, daily8.com"),
        "country", CHINA, (GALLIUM,), JAPAN,
        (Step(_months(24, "730 days and longer (daily8.com)"), derived(0.15, "1 less 80 to 90%, the middle (daily8.com)")),),
        "55 t a year became about 10 t: a licence is not a gap but a level.",
    ),
    Shock(
        "2023 graphite licences", "December 2023", found(25, "to the approvals for Korean makers, electrification-solutions.com"),
        "country", CHINA, (ANODE,), KOREA,
        (Step(_months(1, "25 days in whole months"), derived(0.18, "1 less 25 of 30.4 days (electrification-solutions.com)"), assumption(1, _BACK)),),
        "The mildest of the licence starts.",
    ),
    Shock(
        "2024 ban to the United States", "3 December 2024 to 9 November 2025, suspended to 27 November 2026", found(341, "businesstimes.com.sg, laganinews.com"),
        "country", CHINA, (GALLIUM, GERMANIUM, ANTIMONY), US,
        (Step(_months(12, "341 days in whole months (businesstimes.com.sg)"), NOTHING,
              price=derived(1.67, "germanium in Europe: nearly 5,000 USD in September 2025 (FT) / 3,000 in September 2024 (argusmedia.com)")),),
        "Leaks came by third countries; their size is not known.",
    ),
    Shock(
        "2025 rare earths and magnets", "4 April to July 2025", found(75, "shchangjiuglobal.com; chinatungsten.com"),
        "country", CHINA, (MAGNETS, RARE_EARTHS), ABROAD,
        (
            Step(_months(1, "April 2025"), derived(0.52, "3,056 t in April / 5,842 t in March, magnets (customs via shchangjiuglobal.com)")),
            Step(_months(2, "75 days less April, in whole months"), estimate(0.25, "a fall of about 75% by May, remembered"), assumption(2, "partial in July"), start=2),
        ),
        "A quarter of the licences was granted by early June; Ford stood for a week. Heavy rare earths are taken as magnets.",
        "licences within 45 days (remembered)",
    ),
    Shock(
        "2025 Nexperia", "4 October to 9 November 2025", found(36, "early October to 9 November, briefly.co, particle.news"),
        "country", CHINA, (CHIPS,), ABROAD,
        (Step(_months(1, "36 days in whole months, the rest in the recovery"), derived(0.3, "1 less 70%, the part packaged in China (particle.news)"),
              derived(2, "Honda Japan stopped once more on 5 to 9 January 2026 (techbriefly.com)")),),
        "The wafers were made in Europe; one step of the chain was enough.",
    ),
)  # fmt: skip

YEARS_SEEN = 16
PROBABILITY = assumption(round(1 / YEARS_SEEN, 4), "seen once in the 16 years from 2010 to 2025; what was not seen is not in it. A year's scenarios add up to 1 at most")

SCENARIOS: list[Row] = [record(f"{shock.told} {shock.when}.", scenario=shock.name, probability=PROBABILITY) for shock in SHOCKS]
EVENTS: list[Row] = [row for shock in SHOCKS for row in shock.rows()]
