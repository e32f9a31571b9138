"""The type words that reports use for one kind of site: a plant is a station is an NPP."""

from __future__ import annotations

# kind of site → groups of endings; a name with one ending of a group is known by the others too
ENDINGS: dict[str, tuple[str, ...]] = {
    "nuclear": (
        "Nuclear Power Plant", "Nuclear Plant", "Nuclear Power Station", "Nuclear Station",
        "Nuclear Generating Station", "Atomic Power Station", "NPP",
    ),
    "volcano": ("Volcano",),
    "dam": ("Dam", "Hydroelectric Dam", "Hydroelectric Power Plant", "Hydropower Plant"),
    "crossing": (
        "crossing", "border crossing", "crossing point", "border gate", "border post", "checkpoint",
    ),
    "camp": ("camp", "refugee camp", "displacement camp", "IDP camp"),
    "oil": ("refinery", "oil refinery"),
    "airbase": ("Air Base", "Airbase", "Air Force Base", "Airfield", "Military Airfield"),
    "base": ("Naval Base", "Navy Base", "Naval Station"),
    "station": ("Station", "Research Station", "Base"),
    "heritage": ("ruins", "temple", "temples", "archaeological site", "heritage site"),
}  # fmt: skip
PORT, PORT_OF = " port", "Port of "
MOUNT = "Mount "


def other_forms(name: str, kind: str) -> list[str]:
    """
    Return what else a site is called by the other words for its type.

    Examples
    --------
    >>> other_forms("Sendai Nuclear Power Plant", "nuclear")[:2]
    ['Sendai Nuclear Plant', 'Sendai Nuclear Power Station']
    >>> other_forms("Mount Rinjani", "volcano"), other_forms("Hekla", "volcano")
    (['Rinjani Volcano'], ['Hekla Volcano', 'Mount Hekla'])
    >>> other_forms("Port of Pivdennyi", "oil"), other_forms("Lipulekh Pass", "crossing")
    (['Pivdennyi port', 'Pivdennyi harbour'], [])
    >>> other_forms("Angkor Wat", "heritage")[:2]
    ['Angkor Wat ruins', 'Angkor Wat temple']
    """
    if kind == "volcano":
        return volcano_forms(name)
    if name.startswith(PORT_OF):
        stem = name.removeprefix(PORT_OF)
        return [f"{stem}{PORT}", f"{stem} harbour"]
    endings = ENDINGS.get(kind, ())
    if kind == "heritage":  # these stand bare
        return [f"{name} {e}" for e in endings if not name.lower().endswith(f" {e}")]
    fits = [e for e in endings if name.lower().endswith(f" {e.lower()}")]
    if not fits:
        return []
    longest = max(fits, key=len)
    stem = name[: -len(longest) - 1]
    return [f"{stem} {ending}" for ending in endings if ending != longest]


def volcano_forms(name: str) -> list[str]:
    """Return "Rinjani Volcano" for "Mount Rinjani", and both for a bare name of one word."""
    stem = name.removeprefix(MOUNT)
    if stem.endswith((" Volcano", " volcano")):
        return [f"{MOUNT}{stem[: -len(' Volcano')]}"]
    if stem != name:
        return [f"{stem} Volcano"]
    return [f"{name} Volcano", *([f"{MOUNT}{name}"] if " " not in name else [])]
