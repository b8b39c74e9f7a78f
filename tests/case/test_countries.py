"""Countries by any name: every code and name of the table means its own country, however it is written."""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_opt.case.countries import country_name, country_names, iso_code
from resilience_opt.case.names import country_key
from tests.case.books import read

LINES = files("resilience_opt.case").joinpath("countries.txt").read_text(encoding="utf-8").splitlines()
TABLE = {line[:2]: [line[3:6], *line[7:].split(" | ")] for line in LINES}

#: How planners write countries, besides what ISO 3166 calls them.
WRITTEN = {
    "CN": ["China", "CHN", "PRC", "P.R. China", "People's Republic of China", "China, mainland"],
    "KR": ["South Korea", "Korea", "Korea, Republic of", "Republic of Korea", "S. Korea", "Korea (Republic of)", "Korea, Rep."],
    "KP": [
        "North Korea",
        "DPRK",
        "Korea, Democratic People's Republic of",
        "Korea (Democratic People\N{RIGHT SINGLE QUOTATION MARK}s Republic of)",
    ],
    "US": ["USA", "U.S.A.", "U.S.", "United States", "United States of America", "the United States"],
    "GB": ["UK", "U.K.", "United Kingdom", "Great Britain", "United Kingdom of Great Britain and Northern Ireland"],
    "CD": ["DRC", "DR Congo", "Congo (Kinshasa)", "Democratic Republic of the Congo", "Congo, Democratic Republic of the"],
    "CG": ["Congo", "Republic of the Congo", "Congo (Brazzaville)"],
    "TW": ["Taiwan", "Chinese Taipei", "Taiwan, Province of China"],
    "HK": ["Hong Kong", "Hong Kong SAR", "China, Hong Kong SAR"],
    "CI": ["Ivory Coast", "Côte d'Ivoire", "Cote d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "CÔTE D'IVOIRE"],
    "TR": ["Turkey", "Türkiye", "Turkiye"],
    "VN": ["Vietnam", "Viet Nam", "Viet-Nam"],
    "CZ": ["Czechia", "Czech Republic"],
    "RU": ["Russia", "Russian Federation"],
    "NA": ["NA", "na", "NAM", "Namibia"],
    "XK": ["Kosovo"],
}


def test_table_is_whole() -> None:
    """The 249 countries of ISO 3166-1 and Kosovo, each code once and of the right length."""
    assert len(LINES) == len(TABLE) == 249 + 1
    assert all(len(code) == 2 and code.isupper() and code.isalpha() for code in TABLE)
    assert all(len(names[0]) == 3 and names[0].isupper() and names[0].isalpha() for names in TABLE.values())
    assert len({names[0] for names in TABLE.values()}) == len(TABLE)
    assert list(TABLE) == sorted(TABLE)


@pytest.mark.skipif(not Path("/usr/share/zoneinfo/iso3166.tab").exists(), reason="the system has no list of ISO 3166 to compare with")
def test_table_has_the_codes_of_the_system() -> None:
    """The codes are those that the time zones of this system know, and Kosovo."""
    rows = Path("/usr/share/zoneinfo/iso3166.tab").read_text(encoding="utf-8").splitlines()
    assert set(TABLE) == {row[:2] for row in rows if not row.startswith("#")} | {"XK"}


@pytest.mark.parametrize("code", TABLE)
def test_each_name_means_its_own_country(code: str) -> None:
    """Codes and names, in any case, without accents and with the words in another order, mean the country and no other."""
    alpha3, *names = TABLE[code]
    spellings = [spelled for short in (code, alpha3) for spelled in (short, short.lower(), f" {short}\u00a0")]
    for name in names:
        bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        kind, of, whose = name.partition(" of ")
        turned = f"{whose}, {kind} of" if of else name
        spellings += [
            name,
            name.upper(),
            name.lower(),
            f"  {name}\u00a0",
            name.replace(" ", "-"),
            name.replace(" ", "\u3000"),
            f"The {name}",
            bare,
            turned,
        ]
    assert {spelled: iso_code(spelled) for spelled in spellings} == dict.fromkeys(spellings, code)
    assert {country_key(spelled) for spelled in spellings} == {f"iso:{code}"}


def test_name_shown_is_one_of_its_names() -> None:
    """The name that a report shows means the country too, and no two are shown alike."""
    assert [country_name(code) for code in TABLE] == [names[1] for names in TABLE.values()] == list(country_names())
    assert len({name.casefold() for name in country_names()}) == len(TABLE)


@pytest.mark.parametrize("code", WRITTEN)
def test_names_as_planners_write_them(code: str) -> None:
    """Short forms, former names and other orders of the words."""
    assert {name: iso_code(name) for name in WRITTEN[code]} == dict.fromkeys(WRITTEN[code], code)


@given(text=st.text(max_size=12))
def test_any_text_is_a_country_or_none(text: str) -> None:
    """No text breaks the look-up, and what is found is a code of the table."""
    found = iso_code(text)
    assert found is None or found in TABLE
    assert country_key(text).startswith("iso:") is (found is not None)


@pytest.mark.parametrize("text", ["unknown", "UNKNOWN", "", "Atlantis", "Europe", "EU", "n/a", "N/A", "-"])
def test_what_is_no_country(text: str) -> None:
    """Regions, blanks and what stands for 'not known' are no countries."""
    assert iso_code(text) is None


def test_na_is_namibia_in_a_workbook(tmp_path: Path) -> None:
    """Two letters that other readers take for a blank are the country in which a supplier stands."""
    case = read(
        tmp_path, {"Suppliers!B2": "NA", "Groups!B2": "Namibia", "Lanes!A2": "NAM", "Share limits!A2": "namibia", "Events!C2": "na"}
    )
    assert case.warnings == ()
    assert {case.suppliers[0].country, case.groups[0].member, case.lanes[0].from_, case.share_limits[0].group, case.events[0].target} == {
        "Namibia"
    }
