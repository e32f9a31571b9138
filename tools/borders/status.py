"""Who holds and who claims what: the table behind the faces of the border data."""

from __future__ import annotations

from dataclasses import dataclass

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Status:
    """
    What is said of one kind of face.

    Attributes
    ----------
    code
        Territory code of the face.
    holder
        Who holds it de facto. Areas of states that no UN member (or one) recognises are
        counted with the state they broke away from; their own code gives their area.
    claimants
        Others that claim it.
    recognised
        Whose it is for most members of the UN; the holder when empty.
    areas
        Further codes that the face always belongs to (``EH`` for both sides of the berm).
    """

    code: str
    holder: str
    claimants: tuple[str, ...] = ()
    recognised: str = ""
    areas: tuple[str, ...] = ()


def _row(code: str, holder: str, claims: str = "", owner: str = "", areas: str = "") -> Status:
    return Status(code, holder, tuple(claims.split()), owner, tuple(areas.split()))


ZONE_CODES = {
    "Asia/Gaza": "PS-GZ",
    "Asia/Hebron": "PS-WB",
    "Europe/Simferopol": "UA-CR",
    "Africa/El_Aaiun": "EH-W",
    "Asia/Famagusta": "CY-NC",
}

# The time of Bangkok also holds in the north of Vietnam: parts of the zone that reach east of 106.
NORTH_VIETNAM = ("Asia/Bangkok", 106.0, "VN")

STATUS = {
    row.code: row
    for row in (
        _row("PS-GZ", "PS"),
        _row("PS-WB", "PS", "IL"),
        _row("PS-JE", "IL", "PS", "PS"),
        _row("SY-GO", "IL", "SY", "SY"),
        _row("UA-CR", "RU", "UA", "UA"),
        _row("XK", "XK", "RS"),
        _row("TW", "TW", "CN"),
        _row("GE-AB", "GE", "GE-AB"),
        _row("GE-SO", "GE", "GE-SO"),
        _row("AZ-NK", "AZ", "AZ-NK"),
        _row("MD-TR", "MD", "MD-TR"),
        _row("CY-NC", "CY", "CY-NC"),
        _row("SO-SL", "SO", "SO-SL"),
        _row("SD-AY", "SD", "SS"),
        _row("SD-KK", "SD", "SS"),
        _row("EH-W", "MA", "EH", "EH", "EH"),
        _row("EH-E", "EH", "MA", "EH", "EH"),
        _row("IN-JK", "IN", "PK"),
        _row("PK-JK", "PK", "IN"),
        _row("CN-AC", "CN", "IN"),
        _row("CN-SH", "CN", "IN"),
        _row("IN-AR", "IN", "CN"),
        _row("LB-SF", "IL", "SY LB", "SY", "SY-GO"),
        _row("EG-HT", "EG", "SD"),
        _row("UA-DN", "UA", "RU"),
        _row("UA-LH", "UA", "RU"),
        _row("UA-ZP", "UA", "RU"),
        _row("UA-KS", "UA", "RU"),
        _row("RU-KU", "RU", "JP"),
        _row("IR-AT", "IR", "AE"),
        _row("CN-PA", "CN", "VN TW"),
        _row("ES-CM", "ES", "MA"),
        _row("GI", "GI", "ES"),
        _row("IO", "IO", "MU"),
        _row("FK", "FK", "AR"),
        _row("GS", "GS", "AR"),
    )
}

NAMES = {
    "PS": "Palestine",
    "PS-GZ": "Gaza Strip",
    "PS-WB": "West Bank",
    "PS-JE": "East Jerusalem",
    "SY-GO": "Golan Heights",
    "UA-CR": "Crimea",
    "XK": "Kosovo",
    "GE-AB": "Abkhazia",
    "GE-SO": "South Ossetia",
    "AZ-NK": "Nagorno-Karabakh",
    "MD-TR": "Transnistria",
    "CY-NC": "Northern Cyprus",
    "SO-SL": "Somaliland",
    "SD-AY": "Abyei",
    "SD-KK": "Kafia Kingi",
    "EH": "Western Sahara",
    "EH-W": "Western Sahara, west of the berm",
    "EH-E": "Western Sahara, east of the berm",
    "IN-JK": "Kashmir, held by India",
    "PK-JK": "Kashmir, held by Pakistan",
    "CN-AC": "Aksai Chin",
    "CN-SH": "Shaksgam tract",
    "IN-AR": "Arunachal Pradesh north of the line claimed by China",
    "LB-SF": "Shebaa Farms",
    "EG-HT": "Halaib Triangle",
    "UA-DN": "Donetsk oblast",
    "UA-LH": "Luhansk oblast",
    "UA-ZP": "Zaporizhzhia oblast",
    "UA-KS": "Kherson oblast",
    "RU-KU": "Kunashir, Iturup, Shikotan and Habomai",
    "IR-AT": "Abu Musa and the Tunbs",
    "CN-PA": "Paracel Islands",
    "ES-CM": "Ceuta and Melilla",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "HK": "Hong Kong",
    "MO": "Macao",
    "TR": "Turkey",
}

# Where the zones of several units lie over each other. The holder is who governs or garrisons
# the ground; where nobody does (the ice field of S. Patagonia, sea) one is named all the same,
# because every spot belongs to exactly one face, and the other stays a claimant.
OVERLAPS = {
    frozenset(("IL", "PS-WB")): STATUS["PS-WB"],
    frozenset(("GE", "RU")): STATUS["GE-AB"],
    frozenset(("AR", "CL")): _row("CL", "CL", "AR"),
    frozenset(("CN", "BT")): _row("CN", "CN", "BT"),
    frozenset(("IN", "NP")): _row("IN", "IN", "NP"),
    frozenset(("HR", "RS")): _row("RS", "RS", "HR"),
    frozenset(("BF", "BJ")): _row("BJ", "BJ", "BF"),
    frozenset(("DE", "LU")): _row("LU", "LU", "DE"),
    frozenset(("BO", "BR")): _row("BO", "BO", "BR"),
    frozenset(("FR", "IT")): _row("IT", "IT", "FR"),
    frozenset(("MM", "TH")): _row("MM", "MM", "TH"),
    frozenset(("CA", "US")): _row("CA", "CA", "US"),
    frozenset(("DE", "NL")): _row("DE", "DE", "NL"),
    frozenset(("GR", "TR")): _row("GR", "GR", "TR"),
    frozenset(("CN", "KP")): _row("CN", "CN", "KP"),
    frozenset(("ID", "SG")): _row("ID", "ID", "SG"),
    frozenset(("HR", "SI")): _row("HR", "HR", "SI"),
    frozenset(("MF", "SX")): _row("MF", "MF", "SX"),
}
SUDANS = frozenset(("SD", "SS"))
SUDANS_SPLIT_LON = 26.5  # Kafia Kingi lies west of it, Abyei east

# Land far from every time zone: islands that nobody lives on.
ISLANDS: tuple[tuple[LonLat, float, Status], ...] = (
    ((73.5, -53.1), 2.0, _row("HM", "HM")),
    ((3.4, -54.4), 2.0, _row("BV", "BV")),
    ((40.35, -22.37), 1.5, _row("TF", "TF")),
    ((42.73, -17.06), 0.8, _row("TF", "TF")),
    ((47.3, -11.58), 0.8, _row("TF", "TF")),
    ((54.52, -15.89), 0.8, _row("TF", "TF")),
    ((-109.22, 10.3), 2.0, _row("FR", "FR")),
    ((-160.0, -0.37), 1.5, _row("UM", "UM")),
    ((-176.5, 0.5), 1.5, _row("UM", "UM")),
    ((-162.07, 5.88), 1.5, _row("UM", "UM")),
    ((123.4, 25.8), 0.6, _row("JP", "JP", "CN TW")),
    ((-87.06, 5.53), 0.6, _row("CR", "CR")),
)
NOBODYS = Status("", "")
SPRATLYS_BOX = (111.0, 6.0, 117.9, 12.0)
