"""Suppliers, and what goes into what they make."""

from __future__ import annotations

from ..figure import Row, assumption, estimate, record
from .facts import (
    CHINA,
    CHIPS,
    DIES,
    GAAS,
    GALLIUM,
    GALLIUM_PER_WAFER,
    GERMANY,
    JAPAN,
    KOREA,
    PURE_HF,
    RAW_HF,
    RAW_PER_PURE,
    SPAR,
    SPAR_PER_HF,
    US,
)

CN_GALLIUM, DOWA, KOREA_ZINC = "Chinese smelters", "Dowa, Akita", "Korea Zinc, Onsan"
TONGMEI, SUMITOMO, FREIBERGER = "AXT-Tongmei, Beijing", "Sumitomo Electric, Itami", "Freiberger, Saxony"
CN_NEON, CRYOIN, POSCO, US_NEON = "Chinese air separation", "Cryoin, Odesa", "POSCO-TEMC, Gwangyang", "US air separation"
CN_SPAR, MEXICO, VIETNAM = "Chinese fluorspar", "Mexican fluorspar", "Vietnamese fluorspar"
CN_HF, JP_HF, KR_HF = "Chinese acid makers", "Japanese acid makers", "Foosung, Ulsan"
STELLA, SOULBRAIN, TAIWAN_HF = "Stella Chemifa and Morita", "Soulbrain, Gongju", "Taiwanese purifiers"
JP_RESIST, LEUVEN, INCHEON, DONGJIN = "JSR, TOK, Shin-Etsu", "JSR, Leuven", "TOK, Incheon", "Dongjin, Balan"
HAMBURG, DONGGUAN, SEREMBAN = "Nexperia, Hamburg", "Nexperia, Dongguan", "Nexperia, Seremban"
RIVAL_DIES, MELAKA, ROHM, TAIWAN_CHIPS = "Other western die makers", "Infineon and onsemi, Malaysia", "ROHM, Japan", "Panjit, Taiwan"
CHINA_CHIPS = "Chinese chip makers"

_PLACES: list[tuple[str, str, str | None, str]] = [
    (CN_GALLIUM, CHINA, None, "Stands for China's producers."),
    (DOWA, JAPAN, None, "Recycled and by-product gallium."),
    (KOREA_ZINC, KOREA, None, "From zinc residues, commercial from 2028."),
    (TONGMEI, CHINA, US, "Listed in the United States, made in Beijing: passes a test of ownership, fails one of location."),
    (SUMITOMO, JAPAN, None, ""),
    (FREIBERGER, GERMANY, None, ""),
    (CN_NEON, CHINA, None, "Stands for China's steelworks and gas companies."),
    (CRYOIN, "Ukraine", None, "Ingas of Mariupol has not come back since 2022 (techcentral.co.za)."),
    (POSCO, KOREA, None, "The first neon of South Korea's own, 2022."),
    (US_NEON, US, None, "Stands for American gas companies."),
    (CN_SPAR, CHINA, None, ""),
    (MEXICO, "Mexico", None, ""),
    (VIETNAM, "Vietnam", None, ""),
    (CN_HF, CHINA, None, "Stands for China's makers of anhydrous acid."),
    (JP_HF, JAPAN, None, ""),
    (KR_HF, KOREA, None, ""),
    (STELLA, JAPAN, None, "The purest acid; nearly 70% of the world's output (fluoridealert.org)."),
    (SOULBRAIN, KOREA, None, "Doubled its output of pure acid after 2019 (chinaflashmarket.com)."),
    (TAIWAN_HF, "Taiwan", None, "Korean imports from Taiwan jumped sixfold in August 2019 (fluoridealert.org)."),
    (JP_RESIST, JAPAN, None, "Stands for the Japanese makers, more than nine tenths of South Korea's imports (businesskorea.co.kr 35511)."),
    (
        LEUVEN,
        "Belgium",
        JAPAN,
        "Shipments by way of Belgium rose in 2019 (money1.jp 25286): passes a test of location, fails one of ownership.",
    ),
    (INCHEON, KOREA, JAPAN, "Built after 2019 (chinaflashmarket.com); owned in Japan."),
    (DONGJIN, KOREA, None, "South Korea's own resist, to be qualified (chinaflashmarket.com speaks of prototypes in 2021)."),
    (HAMBURG, GERMANY, CHINA, "About 70% of Nexperia's wafers are made in Europe (briefly.co); owner Wingtech."),
    (DONGGUAN, CHINA, CHINA, "Packages about 70% of Nexperia's chips (particle.news)."),
    (SEREMBAN, "Malaysia", CHINA, "Nexperia's other packaging, the Philippines included."),
    (RIVAL_DIES, GERMANY, None, "Infineon, onsemi and STMicroelectronics together; their dies serve their own packaging."),
    (MELAKA, "Malaysia", GERMANY, "Packaging of Infineon and onsemi together; the larger owner is entered."),
    (ROHM, JAPAN, None, "Makes and packages at home and in Thailand; entered at home."),
    (TAIWAN_CHIPS, "Taiwan", None, "Rush orders went to Taiwan in October 2025 (trendforce.com 2025-10-21)."),
    (CHINA_CHIPS, CHINA, None, "Cheap discretes of Chinese makers, whole."),
]
SUPPLIERS: list[Row] = [record(note, supplier=s, country=c, owner=o) for s, c, o, note in _PLACES]

RECIPES: list[Row] = [
    record(output=GAAS, input=GALLIUM, quantity=GALLIUM_PER_WAFER),
    record(output=RAW_HF, input=SPAR, quantity=SPAR_PER_HF),
    record(output=PURE_HF, input=RAW_HF, quantity=RAW_PER_PURE),
    record(output=CHIPS, input=DIES, quantity=estimate(1.02, "losses in packaging, remembered order of magnitude")),
    *(
        record(output=CHIPS, input=DIES, supplier=s, quantity=assumption(0, "sells whole chips; its dies are its own"))
        for s in (ROHM, TAIWAN_CHIPS, CHINA_CHIPS)
    ),
]
