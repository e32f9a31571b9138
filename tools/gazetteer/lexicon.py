"""Words that speak for or against a place: given names, surnames, ordinary English words."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import names as census  # type: ignore[import-not-found]

GIVEN, SURNAME, ORDINARY = 1, 2, 4
PERSON_LOCALES = (
    "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "pl_PL", "cs_CZ", "ro_RO", "hu_HU",
    "hr_HR", "tr_TR", "sv_SE", "no_NO", "da_DK", "fi_FI", "en_GB", "en_IN", "en_KE", "en_NG",
    "en_PK", "ar_AA", "ar_PS", "fa_IR", "he_IL", "ru_RU", "uk_UA", "az_AZ", "id_ID", "ga_IE",
)  # fmt: skip


def census_names(kind: str, least: float) -> set[str]:
    """Return names of the US census of 1990 borne by at least ``least`` percent."""
    path = Path(census.__file__).parent / f"dist.{kind}"
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {row[0].capitalize() for row in rows if float(row[1]) >= least}


def given_names() -> set[str]:
    """Return given names of the US census and of the person lists of many countries."""
    found = census_names("male.first", 0.0) | census_names("female.first", 0.002)
    for locale in PERSON_LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for part in ("first_names", "first_names_male", "first_names_female"):
            names = getattr(provider, part, ())
            found |= {str(n) for n in names if " " not in str(n) and len(str(n)) > 2}
    return found


def ordinary_words(scowl: Path) -> set[str]:
    """Return English words that are written in lower case."""
    lines = scowl.read_text(encoding="utf-8").splitlines()
    return {w for w in lines if w.isalpha() and w.islower() and len(w) > 2}


def lexicon(scowl: Path, toponyms: set[str]) -> dict[str, int]:
    """
    Return the flags of each word.

    Parameters
    ----------
    toponyms
        Folded first words of the gazetteer's names: an ordinary word that starts no toponym
        is left out.
    """
    from geo.places.names import fold_word

    flags: dict[str, int] = {}
    groups = (
        (GIVEN, given_names()),
        (SURNAME, census_names("all.last", 0.001)),
        (ORDINARY, {w for w in ordinary_words(scowl) if fold_word(w) in toponyms}),
    )
    for flag, group in groups:
        for word in group:
            folded = fold_word(word)
            flags[folded] = flags.get(folded, 0) | flag
    return flags
