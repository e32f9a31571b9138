"""Reports of very different kinds, each with what a map must cope with."""

REPORTS = {
    "radius": "Ships and troops must stay 55 km from Al-Tanf, the coalition said.",
    "ocean": "Britain warned that all vessels must remain 200 nautical miles from the Falkland Islands.",
    "border": "Kazakhstan must keep its troops 50 km from the border with Russia, Moscow demands.",
    "tiny": "Police said that residents must stay 800 meters from Natanz.",
    "antimeridian": "Fishing vessels must stay 50 nautical miles from the coast of Fiji, the navy said.",
    "polar": "Submarines must stay within 300 nautical miles of 88-30N 030-00E, the two navies agreed.",
    "overlap": (
        "The rebels demanded that all government forces withdraw 60 km from Goma. The government had "
        "proposed that armed groups stay 40 km from Goma. Under the ceasefire heavy weapons must be "
        "kept 25 km from Goma. A no-fly zone of 80 km around Goma is in force. The army said that "
        "nobody may come within 10 km of Goma airport. A plan for a 120 km buffer around Goma was "
        "rejected. M23 must stay 15 km from the border of Rwanda."
    ),
    "world": (
        "Ships must stay 200 nautical miles from Hawaii. Aircraft must stay 300 km from Reykjavik. "
        "Troops must stay 50 km from the border between India and Pakistan. All vessels must keep "
        "100 nautical miles from Cape Town."
    ),
    "building": "Police said that residents must stay 200 meters from Natanz.",
    "many": (
        "Under the ceasefire, heavy weapons must be kept 30 km from Donetsk, 30 km from Luhansk and 15 km from "
        "Mariupol. The army said that civilians must stay 5 km from Avdiivka. No drone may fly within 8 km "
        "of Kramatorsk. The two sides agreed that artillery stays 20 km from Horlivka. Troops must withdraw "
        "12 km from Debaltseve. Rebels must stay 10 km from Sloviansk. Moscow demanded that Ukrainian "
        "forces stay 25 km from Makiivka. Kyiv demanded that Russian forces stay 40 km from Kharkiv. "
        "A plan proposed that armed groups stay 18 km from Bakhmut. Aircraft must stay 35 km from Dnipro. "
        "The proposal says that troops stay 9 km from Pokrovsk. Monitors said that mortars must be kept "
        "3 km from Shyrokyne. Ships must stay 12 nautical miles from Berdiansk. Fighters must stay 6 km "
        "from Torez. Heavy weapons must be kept 14 km from Snizhne. Soldiers must stay 7 km from Volnovakha. "
        "Tanks must stay 16 km from Alchevsk. No soldier may come within 4 km of Stanytsia Luhanska. "
        "Drones must stay 22 km from Zaporizhzhia. Troops must stay 11 km from Starobilsk. Artillery must be "
        "kept 24 km from Izium. A rule of 50 km around Poltava was rejected. Troops must stay 15 km from the "
        "border of Russia."
    ),
    "crowded": " ".join(
        f"Troops must stay {distance + number} km from {name}."
        for distance in (5, 10, 20)
        for number, name in enumerate(
            (
                "London",
                "Paris",
                "Madrid",
                "Rome",
                "Vienna",
                "Prague",
                "Budapest",
                "Bratislava",
                "Warsaw",
                "Berlin",
                "Zagreb",
                "Brussels",
                "Belgrade",
            )
        )
    ),
    "nothing": (
        "The two clans agreed that armed men must stay 5 km from the old well. No herder may come "
        "within 2 km of Chief Dabo's camp. The militia promised to withdraw 10 km from the ridge."
    ),
}
