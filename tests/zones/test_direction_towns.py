"""Directional parts of regions against the towns that reporters place in them."""

import pytest
import shapely

from geo.zones.borders import Borders
from geo.zones.direction import Level, directional_fades, directional_part

# Region, direction; towns that reports place there, and towns that they do not.
# fmt: off
TOWNS = [
    ("SY", "southern", [("Daraa", 36.102, 32.619), ("As-Suwayda", 36.57, 32.709), ("Quneitra", 35.825, 33.126), ("Damascus", 36.291, 33.51)], [("Homs", 36.726, 34.724), ("Aleppo", 37.161, 36.201), ("Raqqa", 39.008, 35.953)]),
    ("SY", "northern", [("Aleppo", 37.161, 36.201), ("Azaz", 37.046, 36.587), ("Kobani", 38.353, 36.891), ("Hasakah", 40.748, 36.502)], [("Damascus", 36.291, 33.51), ("Daraa", 36.102, 32.619), ("Palmyra", 38.284, 34.562)]),
    ("SY", "northeastern", [("Hasakah", 40.748, 36.502), ("Al-Malikiyah", 42.14, 37.177)], [("Aleppo", 37.161, 36.201), ("Daraa", 36.102, 32.619), ("Latakia", 35.791, 35.531)]),
    ("SY", "northwestern", [("Idlib", 36.634, 35.931), ("Aleppo", 37.161, 36.201), ("Jisr al-Shughur", 36.32, 35.814), ("Afrin", 36.87, 36.512)], [("Hasakah", 40.748, 36.502), ("Daraa", 36.102, 32.619)]),
    ("SY", "southwestern", [("Daraa", 36.102, 32.619), ("Quneitra", 35.825, 33.126)], [("Aleppo", 37.161, 36.201), ("Hasakah", 40.748, 36.502)]),
    ("SY", "eastern", [("Deir ez-Zor", 40.141, 35.336), ("Abu Kamal", 40.919, 34.452), ("Hasakah", 40.748, 36.502)], [("Damascus", 36.291, 33.51), ("Homs", 36.726, 34.724)]),
    ("LB", "southern", [("Tyre", 35.194, 33.273), ("Bint Jbeil", 35.433, 33.119), ("Nabatieh", 35.484, 33.379)], [("Tripoli", 35.844, 34.434), ("Beirut", 35.502, 33.893), ("Baalbek", 36.218, 34.006)]),
    ("LB", "northern", [("Tripoli", 35.844, 34.434), ("Halba", 36.08, 34.543), ("Hermel", 36.385, 34.394)], [("Tyre", 35.194, 33.273), ("Sidon", 35.371, 33.558), ("Beirut", 35.502, 33.893)]),
    ("PS-GZ", "northern", [("Beit Hanoun", 34.536, 31.535), ("Beit Lahia", 34.495, 31.546), ("Jabalia", 34.483, 31.527)], [("Khan Yunis", 34.306, 31.34), ("Rafah", 34.244, 31.297)]),
    ("PS-GZ", "southern", [("Rafah", 34.244, 31.297)], [("Gaza", 34.467, 31.502), ("Jabalia", 34.483, 31.527)]),
    ("PS-GZ", "central", [("Deir al-Balah", 34.349, 31.418), ("Nuseirat", 34.392, 31.449)], [("Rafah", 34.244, 31.297), ("Beit Hanoun", 34.536, 31.535)]),
    ("PS-WB", "northern", [("Jenin", 35.301, 32.459), ("Tulkarm", 35.027, 32.312), ("Nablus", 35.254, 32.221)], [("Hebron", 35.094, 31.529), ("Bethlehem", 35.204, 31.705), ("Ramallah", 35.204, 31.9)]),
    ("PS-WB", "southern", [("Hebron", 35.094, 31.529), ("Bethlehem", 35.204, 31.705)], [("Jenin", 35.301, 32.459), ("Nablus", 35.254, 32.221)]),
    ("IL", "northern", [("Haifa", 34.999, 32.813), ("Nahariyya", 35.098, 33.009), ("Safed", 35.496, 32.965), ("Kiryat Shmona", 35.57, 33.212)], [("Ashkelon", 34.571, 31.669), ("Beersheba", 34.791, 31.252), ("Eilat", 34.948, 29.558)]),
    ("IL", "southern", [("Eilat", 34.948, 29.558), ("Dimona", 35.033, 31.071), ("Mitzpe Ramon", 34.801, 30.609)], [("Tel Aviv", 34.781, 32.081), ("Haifa", 34.999, 32.813)]),
    ("UA", "eastern", [("Donetsk", 37.802, 48.023), ("Luhansk", 39.306, 48.568), ("Kharkiv", 36.255, 49.982), ("Bakhmut", 37.999, 48.594), ("Kramatorsk", 37.568, 48.731)], [("Lviv", 24.023, 49.838), ("Kyiv", 30.524, 50.455), ("Odesa", 30.744, 46.486)]),
    ("UA", "western", [("Lviv", 24.023, 49.838), ("Ternopil", 25.591, 49.554), ("Uzhhorod", 22.295, 48.624), ("Lutsk", 25.35, 50.758)], [("Kharkiv", 36.255, 49.982), ("Kyiv", 30.524, 50.455), ("Donetsk", 37.802, 48.023)]),
    ("UA", "southern", [("Kherson", 32.615, 46.637), ("Mykolayiv", 31.993, 46.976), ("Odesa", 30.744, 46.486), ("Melitopol", 35.382, 46.847)], [("Kyiv", 30.524, 50.455), ("Kharkiv", 36.255, 49.982), ("Lviv", 24.023, 49.838)]),
    ("UA", "northeastern", [("Sumy", 34.799, 50.917), ("Kharkiv", 36.255, 49.982)], [("Lviv", 24.023, 49.838), ("Odesa", 30.744, 46.486)]),
    ("IQ", "northern", [("Mosul", 43.119, 36.335), ("Erbil", 44.009, 36.191), ("Kirkuk", 44.392, 35.468), ("Sulaymaniyah", 45.433, 35.565), ("Sinjar", 41.877, 36.321)], [("Basra", 47.78, 30.509), ("Najaf", 44.346, 32.026), ("Baghdad", 44.401, 33.341)]),
    ("IQ", "southern", [("Basra", 47.78, 30.509), ("Nasiriyah", 46.257, 31.058), ("Amarah", 47.145, 31.836)], [("Mosul", 43.119, 36.335), ("Kirkuk", 44.392, 35.468), ("Baghdad", 44.401, 33.341)]),
    ("IQ", "western", [("Rutba", 40.286, 33.037), ("Al Qaim", 40.989, 34.393)], [("Basra", 47.78, 30.509), ("Kirkuk", 44.392, 35.468)]),
    ("YE", "western", [("Sanaa", 44.206, 15.355), ("Hodeidah", 42.955, 14.798), ("Taiz", 44.021, 13.58)], [("Mukalla", 49.124, 14.542)]),
    ("YE", "eastern", [("Al Ghayzah", 52.176, 16.208)], [("Aden", 45.039, 12.78), ("Sanaa", 44.206, 15.355), ("Taiz", 44.021, 13.58)]),
    ("YE", "northwestern", [("Saada", 43.764, 16.94), ("Hajjah", 43.606, 15.694)], [("Aden", 45.039, 12.78), ("Mukalla", 49.124, 14.542)]),
    ("LY", "eastern", [("Benghazi", 20.069, 32.115), ("Tobruk", 23.954, 32.09), ("Derna", 22.637, 32.767)], [("Tripoli", 13.187, 32.887), ("Misrata", 15.093, 32.375), ("Sabha", 14.428, 27.038)]),
    ("LY", "western", [("Tripoli", 13.187, 32.887), ("Zuwara", 12.082, 32.931), ("Ghadamis", 9.501, 30.134)], [("Benghazi", 20.069, 32.115), ("Tobruk", 23.954, 32.09)]),
    ("LY", "southern", [("Sabha", 14.428, 27.038), ("Murzuq", 13.918, 25.916), ("Al Jawf", 23.291, 24.199)], [("Tripoli", 13.187, 32.887), ("Benghazi", 20.069, 32.115)]),
    ("SD", "western", [("El Geneina", 22.447, 13.453), ("Nyala", 24.881, 12.049), ("El Fasher", 25.349, 13.628)], [("Khartoum", 32.532, 15.552), ("Port Sudan", 37.216, 19.617), ("Kassala", 36.4, 15.451)]),
    ("SD", "eastern", [("Port Sudan", 37.216, 19.617), ("Kassala", 36.4, 15.451), ("Gedaref", 35.383, 14.035)], [("El Fasher", 25.349, 13.628), ("Nyala", 24.881, 12.049)]),
    ("SD", "southern", [("Kadugli", 29.718, 11.011), ("Nyala", 24.881, 12.049), ("Ad-Damazin", 34.359, 11.789)], [("Wadi Halfa", 31.371, 21.796), ("Port Sudan", 37.216, 19.617)]),
    ("NG", "northeastern", [("Maiduguri", 13.157, 11.847), ("Damaturu", 11.961, 11.747), ("Yola", 12.481, 9.208)], [("Lagos", 3.395, 6.454), ("Sokoto", 5.243, 13.063)]),
    ("NG", "southern", [("Port Harcourt", 7.013, 4.777), ("Benin City", 5.626, 6.338), ("Lagos", 3.395, 6.454), ("Enugu", 7.499, 6.441)], [("Kano", 8.517, 12.0), ("Maiduguri", 13.157, 11.847)]),
    ("NG", "northwestern", [("Sokoto", 5.243, 13.063), ("Gusau", 6.664, 12.17)], [("Maiduguri", 13.157, 11.847), ("Calabar", 8.327, 4.959)]),
    ("ML", "northern", [("Kidal", 1.409, 18.443), ("Timbuktu", -3.007, 16.773)], [("Bamako", -7.975, 12.609), ("Sikasso", -5.667, 11.318), ("Segou", -6.259, 13.44)]),
    ("ML", "central", [("Mopti", -4.183, 14.484)], [("Bamako", -7.975, 12.609), ("Kidal", 1.409, 18.443)]),
    ("ML", "southern", [("Sikasso", -5.667, 11.318), ("Bamako", -7.975, 12.609), ("Bougouni", -7.483, 11.418)], [("Kidal", 1.409, 18.443), ("Gao", -0.045, 16.272)]),
    ("CD", "eastern", [("Goma", 29.228, -1.674), ("Bukavu", 28.843, -2.491), ("Bunia", 30.252, 1.559), ("Beni", 29.473, 0.491)], [("Kinshasa", 15.314, -4.328), ("Mbandaka", 18.26, 0.049), ("Matadi", 13.463, -5.839)]),
    ("CD", "western", [("Kinshasa", 15.314, -4.328), ("Matadi", 13.463, -5.839), ("Boma", 13.054, -5.851)], [("Goma", 29.228, -1.674), ("Lubumbashi", 27.479, -11.661)]),
    ("SO", "southern", [("Kismayo", 42.545, -0.358), ("Jamaame", 42.745, 0.07)], [("Bosaso", 49.182, 11.284), ("Hargeisa", 44.065, 9.56)]),
    ("SO", "northern", [("Bosaso", 49.182, 11.284), ("Hargeisa", 44.065, 9.56), ("Berbera", 45.014, 10.44)], [("Kismayo", 42.545, -0.358), ("Mogadishu", 45.344, 2.037)]),
    ("ET", "northern", [("Mekele", 39.475, 13.497), ("Gondar", 37.467, 12.6), ("Adigrat", 39.462, 14.277)], [("Addis Ababa", 38.747, 9.025), ("Jijiga", 42.8, 9.35)]),
    ("ET", "eastern", [("Jijiga", 42.8, 9.35), ("Gode", 43.552, 5.951), ("Kebri Dahar", 44.278, 6.74)], [("Gambela", 34.583, 8.25), ("Nekemte", 36.55, 9.083)]),
    ("AF", "southern", [("Kandahar", 65.71, 31.613), ("Lashkar Gah", 64.372, 31.594), ("Spin Boldak", 66.4, 31.006)], [("Kabul", 69.172, 34.528), ("Mazar-i-Sharif", 67.111, 36.709), ("Kunduz", 68.857, 36.729)]),
    ("AF", "northern", [("Mazar-i-Sharif", 67.111, 36.709), ("Kunduz", 68.857, 36.729), ("Sheberghan", 65.753, 36.668)], [("Kandahar", 65.71, 31.613), ("Zaranj", 61.86, 30.96), ("Ghazni", 68.421, 33.554)]),
    ("AF", "eastern", [("Jalalabad", 70.452, 34.426), ("Asadabad", 71.147, 34.873), ("Khost", 69.92, 33.34), ("Kabul", 69.172, 34.528)], [("Herat", 62.2, 34.348), ("Farah", 62.116, 32.375), ("Lashkar Gah", 64.372, 31.594)]),
    ("AF", "western", [("Herat", 62.2, 34.348), ("Farah", 62.116, 32.375), ("Zaranj", 61.86, 30.96)], [("Kabul", 69.172, 34.528), ("Jalalabad", 70.452, 34.426), ("Kunduz", 68.857, 36.729)]),
    ("PK", "northwestern", [("Peshawar", 71.578, 34.008), ("Mardan", 72.05, 34.198)], [("Karachi", 67.01, 24.861), ("Quetta", 67.001, 30.184)]),
    ("PK", "southern", [("Karachi", 67.01, 24.861), ("Hyderabad", 68.377, 25.397), ("Thatta", 67.924, 24.747)], [("Lahore", 74.351, 31.558), ("Peshawar", 71.578, 34.008), ("Islamabad", 73.043, 33.721)]),
    ("MM", "northern", [("Myitkyina", 97.396, 25.383), ("Lashio", 97.75, 22.936)], [("Yangon", 96.156, 16.805), ("Mawlamyine", 97.628, 16.491)]),
    ("MM", "western", [("Sittwe", 92.898, 20.146)], [("Lashio", 97.75, 22.936), ("Mawlamyine", 97.628, 16.491)]),
    ("MM", "eastern", [("Taunggyi", 97.038, 20.789), ("Loikaw", 97.21, 19.678)], [("Sittwe", 92.898, 20.146), ("Pathein", 94.732, 16.779)]),
    ("MZ", "northern", [("Pemba", 40.518, -12.974), ("Nampula", 39.267, -15.116), ("Lichinga", 35.241, -13.313)], [("Maputo", 32.583, -25.966), ("Beira", 34.839, -19.844)]),
    ("MZ", "central", [("Beira", 34.839, -19.844), ("Chimoio", 33.483, -19.116)], [("Maputo", 32.583, -25.966), ("Pemba", 40.518, -12.974)]),
    ("CO", "southwestern", [("Pasto", -77.278, 1.215), ("Popayan", -76.613, 2.438)], [("Bogota", -74.082, 4.61), ("Cartagena", -75.493, 10.398)]),
    ("CO", "northern", [("Cartagena", -75.493, 10.398), ("Barranquilla", -74.781, 10.969), ("Santa Marta", -74.194, 11.239)], [("Cali", -76.52, 3.431), ("Pasto", -77.278, 1.215)]),
    ("MX", "northern", [("Monterrey", -100.317, 25.684), ("Ciudad Juarez", -106.461, 31.72), ("Chihuahua", -106.089, 28.635)], [("Mexico City", -99.128, 19.428), ("Oaxaca", -96.725, 17.06)]),
    ("MX", "southern", [("Oaxaca", -96.725, 17.06), ("Tapachula", -92.259, 14.905), ("Acapulco", -99.909, 16.849)], [("Monterrey", -100.317, 25.684), ("Tijuana", -117.004, 32.503)]),
    ("TR", "southeastern", [("Diyarbakir", 40.217, 37.914), ("Mardin", 40.744, 37.313), ("Sirnak", 42.454, 37.514), ("Batman", 41.132, 37.887)], [("Ankara", 32.854, 39.92), ("Izmir", 27.138, 38.413), ("Edirne", 26.556, 41.677)]),
    ("TR", "eastern", [("Van", 43.383, 38.495), ("Erzurum", 41.277, 39.909), ("Kars", 43.085, 40.598)], [("Ankara", 32.854, 39.92), ("Izmir", 27.138, 38.413)]),
    ("PH", "southern", [("Davao", 125.613, 7.073), ("Zamboanga", 122.074, 6.91), ("Cotabato", 124.246, 7.224)], [("Manila", 120.982, 14.604), ("Baguio", 120.593, 16.416)]),
    ("LK", "northern", [("Jaffna", 80.007, 9.668), ("Kilinochchi", 80.398, 9.396), ("Mannar", 79.878, 8.989)], [("Colombo", 79.849, 6.935), ("Galle", 80.21, 6.046)]),
    ("TD", "eastern", [("Abeche", 20.832, 13.829), ("Adre", 22.199, 13.466)], [("Moundou", 16.077, 8.574), ("Mao", 15.312, 14.123)]),
    ("TH", "southern", [("Hat Yai", 100.477, 7.008), ("Pattani", 101.25, 6.868), ("Phuket", 98.398, 7.891)], [("Bangkok", 100.501, 13.754), ("Chiang Mai", 98.985, 18.79)]),
    ("BF", "northern", [("Djibo", -1.627, 14.099), ("Dori", -0.033, 14.033), ("Ouahigouya", -2.418, 13.577)], [("Banfora", -4.753, 10.641), ("Bobo-Dioulasso", -4.295, 11.181)]),
    ("NE", "western", [("Niamey", 2.11, 13.514), ("Tillaberi", 1.454, 14.207)], [("Diffa", 12.611, 13.315), ("Zinder", 8.988, 13.807)]),
    ("KG", "southern", [("Osh", 72.799, 40.528), ("Batken", 70.819, 40.06), ("Jalal-Abad", 72.993, 40.945)], [("Bishkek", 74.59, 42.87), ("Karakol", 78.392, 42.49)]),
    ("GE", "western", [("Sukhumi", 40.989, 43.007), ("Batumi", 41.631, 41.641), ("Zugdidi", 41.868, 42.508), ("Poti", 41.674, 42.143)], [("Tbilisi", 44.834, 41.691), ("Telavi", 45.47, 41.92)]),
    ("AZ", "western", [("Ganja", 46.361, 40.682), ("Stepanakert", 46.753, 39.818)], [("Baku", 49.892, 40.378), ("Lankaran", 48.851, 38.754)]),
    ("IR", "southwestern", [("Ahvaz", 48.684, 31.319), ("Abadan", 48.304, 30.339)], [("Tehran", 51.422, 35.694), ("Mashhad", 59.606, 36.298)]),
    ("IR", "northwestern", [("Tabriz", 46.292, 38.08), ("Urmia", 45.076, 37.553)], [("Mashhad", 59.606, 36.298), ("Zahedan", 60.863, 29.496)]),
]
# Thirds of the area miss these, which lie in the half of the area that is drawn as a fading edge,
VAGUE = {
    ('IL', 'southern', 'Dimona'), ('LY', 'eastern', 'Benghazi'), ('LY', 'southern', 'Murzuq'), ('NG', 'northwestern', 'Gusau'), ('ML', 'northern', 'Kidal'), ('ML', 'central', 'Mopti'), ('MM', 'eastern', 'Taunggyi'), ('MM', 'eastern', 'Loikaw'), ('MZ', 'northern', 'Nampula'), ('MZ', 'central', 'Beira'), ('MZ', 'central', 'Chimoio'), ('CO', 'southwestern', 'Popayan'), ('MX', 'northern', 'Monterrey'), ('IR', 'southwestern', 'Ahvaz'),
}
# and these lie beyond it: usage follows where people live, not the shape of the land.
MISSED = {
    ('YE', 'northwestern', 'Hajjah'), ('LY', 'southern', 'Sabha'), ('NG', 'northeastern', 'Yola'), ('ML', 'northern', 'Timbuktu'), ('PK', 'northwestern', 'Peshawar'), ('PK', 'northwestern', 'Mardan'),
}
WRONG = {('TH', 'southern', 'Bangkok')}
# fmt: on


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(
    ("code", "words", "inside", "outside"), TOWNS, ids=[f"{row[1]} {row[0]}" for row in TOWNS]
)
def test_towns_that_reporters_place_there(borders, code, words, inside, outside):
    land = borders.land(code)
    part, loose = (directional_part(land, words, level) for level in (Level.DEFAULT, Level.LOOSE))
    for name, lon, lat in inside:
        key = (code, words, name)
        assert shapely.contains_xy(part, lon, lat) == (key not in VAGUE | MISSED), name
        assert shapely.contains_xy(loose, lon, lat) == (key not in MISSED), name
    for name, lon, lat in outside:
        assert shapely.contains_xy(part, lon, lat) == ((code, words, name) in WRONG), name


def test_few_towns_are_missed():
    count = sum(len(inside) + len(outside) for _, _, inside, outside in TOWNS)
    assert len(TOWNS) >= 40
    assert len(VAGUE | MISSED | WRONG) < 0.06 * count


@pytest.mark.parametrize(
    ("words", "axes"),
    [
        ("southern", ["latitude"]),
        ("northeastern", ["longitude", "latitude"]),
        ("central", ["longitude", "longitude", "latitude", "latitude"]),
    ],
)
def test_fades_lie_around_the_edges_of_the_part(borders, words, axes):
    land = borders.land("SY")
    fades = directional_fades(land, words)
    assert [fade.axis for fade in fades] == axes
    west, south, east, north = directional_part(land, words).bounds
    for fade in fades:
        assert min(fade.full, fade.none) < fade.edge < max(fade.full, fade.none)
        edges = (west, east) if fade.axis == "longitude" else (south, north)
        assert min(abs(fade.edge - edge) for edge in edges) < 1e-3
