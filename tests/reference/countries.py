"""Codes and English names of common countries, and the comparison of names."""

from __future__ import annotations

import unicodedata

_TABLE = """
AR ARG Argentina
AU AUS Australia
AT AUT Austria
BE BEL Belgium
BO BOL Bolivia | Bolivia, Plurinational State of
BR BRA Brazil
CA CAN Canada
CL CHL Chile
CN CHN China | People's Republic of China
CD COD Congo, The Democratic Republic of the | DR Congo | Democratic Republic of the Congo
CZ CZE Czechia | Czech Republic
FI FIN Finland
FR FRA France
GA GAB Gabon
DE DEU Germany
IN IND India
ID IDN Indonesia
IL ISR Israel
IT ITA Italy
JP JPN Japan
KZ KAZ Kazakhstan
KR KOR Korea, Republic of | South Korea | Republic of Korea
KP PRK Korea, Democratic People's Republic of | North Korea
MG MDG Madagascar
MY MYS Malaysia
MX MEX Mexico
MA MAR Morocco
MZ MOZ Mozambique
MM MMR Myanmar
NA NAM Namibia
NL NLD Netherlands
NO NOR Norway
PE PER Peru
PH PHL Philippines
PL POL Poland
RU RUS Russia | Russian Federation
SA SAU Saudi Arabia
SG SGP Singapore
ZA ZAF South Africa
ES ESP Spain
SE SWE Sweden
TW TWN Taiwan | Taiwan, Province of China
TH THA Thailand
TR TUR Turkey | Türkiye
UA UKR Ukraine
AE ARE United Arab Emirates
GB GBR United Kingdom
US USA United States | United States of America
VN VNM Vietnam | Viet Nam
ZM ZMB Zambia
ZW ZWE Zimbabwe
"""


def key(text: object) -> str:
    """The form in which names are compared."""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    return " ".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


def _codes() -> dict[str, str]:
    codes = {}
    for line in _TABLE.strip().splitlines():
        short, long, names = line.split(" ", 2)
        for name in (short, long, *names.split("|")):
            codes[key(name)] = short
    return codes


_CODES = _codes()


def place(text: object) -> str:
    """A country's code, 'unknown', or any other text as it is compared."""
    return _CODES.get(key(text), key(text))
