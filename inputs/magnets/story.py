"""What the page of the case says beside its tables."""

from __future__ import annotations

from ..story import Story
from .facts import DYTB, MAGNET, ORE_AUSTRALIA, ORE_CHINA, US_FROM_CHINA
from .published import published
from .trade import JAPAN_DAYS, KOREA_DAYS, SECTION_301
from .what_if import what_if

STORY = Story(
    question=(
        "South Korea has 88% of its magnets from China, the United States 77%, Japan 31% (2022, KITA). In April 2025 exports fell by half in a month and "
        "car makers stopped lines within weeks. **What should each of the three buy, build and store until 2028, so that such a cut stops no line and a "
        "year's ban leaves essential users whole, at the least cost?** One tool, three starting points."
    ),
    figures=(
        "A tonne of magnet takes 0.39 t of NdPr oxide and 13 kg of Dy-Tb oxide. Magnets outside China cost a third (Japan, South Korea) to nearly twice "
        "(United States) what China's do; these costs are assumptions and carry the result, as do the makers' stores of 20 days."
    ),
    says=(
        "**Japan's makers are the bridge.** They grow as fast as their lines allow, to their full 15,000 t in 2028; until US plants are accepted they send magnets to South "
        "Korea and the United States. eVAC is qualified in 2026 and delivers from 2027, the second plant of MP is qualified in 2027 and delivers in 2028; "
        "Fort Worth and Noveon are dearer by a little and wait. The makers of magnets outside China go on buying most of their heavy oxide in China "
        "and only as much elsewhere as the look-through limits ask for: a magnet made at home is half of independence."
    ),
    costs=(
        "Limits cost about 7% of the bill; survival adds a sixth of a percent, because the limits and the price of being caught short (which the "
        "cheapest plan weighs too, with its probability) already fill the stores."
    ),
    shares=(
        "By location and by what a magnet carries (traced: Chinese heavy oxide). The cheapest plan is not today's: left to cost alone, South Korea and Japan would buy everything in "
        "China, and Japan's makers would sell their magnets to the United States, where the duty of 25% makes China's dear. The traced rows show what location hides: "
        "in the cheapest plan no magnet of 2028 that the United States buys is made in China, and all of them carry Chinese heavy oxide. "
        "(Of its two traced rows the first is NdPr oxide, the second heavy oxide.)"
    ),
    survives=(
        "The April cut is lived through in full: what is at sea covers the first month or two, the makers' 20 days the rest. In a year's ban essential "
        "users are served for 12 months and industry at the three quarters that are required, for the six months that are required and not longer."
    ),
    change=(
        "Japan's path is the dearest: a point more for China in 2028 saves about 2.8 million USD, more than twice what it saves in South Korea, because Japan's "
        "own makers are then missed by the other two. After the limits come the heavy oxide that Japan may store (a tonne more room is worth more than "
        "a third of its price) and the pace at which Japan's lines can grow. "
        "The second table asks what a reader asks next. **Looking through is cheap**: the limits on heavy oxide cost 7 million USD in three years, and the same for South Korea 5 million more. "
        "What is dear is time: a cut like April's that lasts a year in place of three months costs 156 million and asks for more than twice the stores. The duty of 25% costs 195 million, which the US state takes in.\n\n"
        "Dearest first:"
    ),
    finals=(MAGNET, DYTB),
    asked=what_if,
    published=published,
    rests_on=(
        ("US imports of magnets from China, t", US_FROM_CHINA),
        ("US duty on Chinese magnets", SECTION_301),
        ("mines of China, t of oxide", ORE_CHINA),
        ("mines of Australia, t of oxide", ORE_AUSTRALIA),
        ("reserve of rare metals in South Korea, days", KOREA_DAYS),
        ("reserve in Japan, days", JAPAN_DAYS),
    ),
)
