"""What the page of the case says beside its tables."""

from __future__ import annotations

from ..story import Story
from .every_cell import every_cell
from .facts import AMOX, APA, CEPH, DOSES, JAPAN_PENG
from .plants import GIFU_PENG
from .trade import YEAR_OF_COVER
from .what_if import what_if

STORY = Story(
    question=(
        "A capsule filled in Tennessee or Odawara carries penicillin that was fermented in Inner Mongolia: by the place of the last plant Japan and the United States "
        "depend on China for nothing, by what is inside for nearly everything. In 2019 half of Japan's cefazolin was missing for eight months. **How large should the "
        "stores be, what should the restarted plant at Gifu make, and whose files should be approved, so that severe illness is treated through an eight-month shortage "
        "and through a year without Chinese penicillin, at the least cost?**"
    ),
    figures=(
        "Two chains: penicillin G, 6-APA, amoxicillin, doses; and 7-ACA, cephalosporins. Found are Japan's need, the plan for Gifu, the one-year stores and that nearly "
        "all of it comes from China. No price and no tonnage of an intermediate was found; they are remembered or assumed. Shelf life is a loss of the "
        "store: 10% a year of intermediates, 25% of doses. The shortage cost is what buyers pay for a missing gram; harm to patients is not "
        "money here, it stands in `Survival`."
    ),
    says=(
        "**Approve India, run Gifu at its least, fill the stores.** The files of Lyfius at Kakinada (penicillin G and 6-APA, from fermenter on) are approved at once and carry "
        "most of what must not come from China. Gifu starts in 2028, when a source at home is asked for, and makes its least quantity, 32 t of 6-APA; "
        "beyond that China and India are cheaper. The two one-year stores are bought as late as their dates allow, and the US reserve of amoxicillin is not opened: doses at "
        "wholesalers and Indian substance do the same for less. Bristol fills what must be filled at home and no more."
    ),
    costs="Limits cost 5% of the bill, survival a quarter of a percent: the stores that the limits and the rules of Japan's makers ask for are most of what the crises ask for.",
    shares=(
        "The traced rows are what the page is about: filled at home or in India, nine of ten US doses carry Chinese penicillin in the cheapest plan, and half do in 2030 with limits and survival. "
        "The location row of the United States costs most and changes least: a dose filled in Bristol from Chinese substance counts there, "
        "and stops with China all the same."
    ),
    survives=(
        "Severe illness is treated in full for twelve months in all three crises, in every year in which that is asked for; in 2026 it is not asked for the penicillin stop, since files and stores take a year. Other patients get the share "
        "that is required and no more: 80% through the eight months, 60% through a year without Chinese penicillin in 2030."
    ),
    change=(
        "The dearest is filling at home: over 200,000 USD for each point, and no dependence less. Then come tonnes: one less in Gifu's least quantity saves 180,000 USD, one less in the one-year store of "
        "7-ACA 100,000, of 6-APA 69,000, because what is kept is lost at 10% a year. Service in a crisis is cheap beside them: a point of the eight months' 80% costs 47,000 USD. "
        "The second table asks what a reader asks next. **What expires is the largest item of all**: stores that lost nothing, because every pack is used before its date, would save 22 million of the 37 "
        "that limits and survival cost together. Gifu at half its price is cheaper and makes no tonne more; without Kakinada, Kundl takes its place for 24 million. Serving all patients at 95% in every crisis costs "
        "5 million more: less than half of what the one-year stores cost beyond what survival asks for."
    ),
    finals=(APA, AMOX, DOSES, CEPH),
    rests_on=(
        ("Japan's need of penicillin G, t a year", JAPAN_PENG),
        ("Gifu, penicillin G, t a year", GIFU_PENG),
        ("one-year stores, days", YEAR_OF_COVER),
    ),
    asked=what_if,
    cells=every_cell,
)
