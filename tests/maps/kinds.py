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
    "nothing": (
        "The two clans agreed that armed men must stay 5 km from the old well. No herder may come "
        "within 2 km of Chief Dabo's camp. The militia promised to withdraw 10 km from the ridge."
    ),
}
