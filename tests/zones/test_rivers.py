"""Sides of rivers against towns that are known to lie on them."""

import pytest
import shapely

from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.sides import between_lines, side_of_line

# River, territory, side; towns on that side and towns on the other (name, longitude, latitude).
# fmt: off
RIVERS = [
    ("Litani", "LB", "south", [("Tyre", 35.194, 33.273), ("Bint Jbeil", 35.433, 33.119), ("Marjayoun", 35.591, 33.36), ("Naqoura", 35.14, 33.118)], [("Nabatieh", 35.484, 33.379), ("Sidon", 35.371, 33.558), ("Beirut", 35.502, 33.893), ("Zahle", 35.902, 33.847)]),
    ("Litani", "LB", "north", [("Nabatieh", 35.484, 33.379), ("Sidon", 35.371, 33.558), ("Beirut", 35.502, 33.893), ("Tripoli", 35.844, 34.434)], [("Tyre", 35.194, 33.273), ("Bint Jbeil", 35.433, 33.119), ("Marjayoun", 35.591, 33.36)]),
    ("Euphrates", "SY", "east", [("Hasakah", 40.748, 36.502), ("Kobani", 38.353, 36.891)], [("Damascus", 36.291, 33.51), ("Aleppo", 37.161, 36.201), ("Manbij", 37.955, 36.528), ("Palmyra", 38.284, 34.562)]),
    ("Euphrates", "SY", "west", [("Damascus", 36.291, 33.51), ("Aleppo", 37.161, 36.201), ("Manbij", 37.955, 36.528), ("Mayadin", 40.452, 35.02)], [("Hasakah", 40.748, 36.502), ("Kobani", 38.353, 36.891)]),
    ("Euphrates", "IQ", "west", [("Rutbah", 40.286, 33.037), ("Najaf", 44.346, 32.026)], [("Baghdad", 44.401, 33.341), ("Mosul", 43.119, 36.335), ("Kut", 45.818, 32.513)]),
    ("Tigris", "IQ", "east", [("Kirkuk", 44.392, 35.468), ("Erbil", 44.009, 36.191), ("Samarra", 43.886, 34.196), ("Baqubah", 44.605, 33.754)], [("Tikrit", 43.679, 34.616), ("Ramadi", 43.308, 33.421), ("Fallujah", 43.786, 33.349)]),
    ("Dnieper", "UA.08", "west", [("Beryslav", 33.427, 46.839), ("Vysokopillya", 33.531, 47.489)], [("Nova Kakhovka", 33.356, 46.76), ("Oleshky", 32.724, 46.626), ("Henichesk", 34.809, 46.168), ("Skadovsk", 32.91, 46.113), ("Kakhovka", 33.479, 46.816)]),
    ("Dnieper", "UA.08", "east", [("Nova Kakhovka", 33.356, 46.76), ("Oleshky", 32.724, 46.626), ("Henichesk", 34.809, 46.168), ("Skadovsk", 32.91, 46.113)], [("Beryslav", 33.427, 46.839), ("Vysokopillya", 33.531, 47.489)]),
    ("Dnieper", "UA", "east", [("Kharkiv", 36.255, 49.982), ("Donetsk", 37.802, 48.023), ("Poltava", 34.554, 49.589), ("Melitopol", 35.382, 46.847)], [("Lviv", 24.023, 49.838), ("Odesa", 30.744, 46.486), ("Vinnytsia", 28.469, 49.232), ("Mykolayiv", 31.993, 46.976)]),
    ("Dnieper", "UA", "west", [("Lviv", 24.023, 49.838), ("Odesa", 30.744, 46.486), ("Vinnytsia", 28.469, 49.232), ("Kryvyi Rih", 33.394, 47.906)], [("Kharkiv", 36.255, 49.982), ("Donetsk", 37.802, 48.023), ("Poltava", 34.554, 49.589), ("Sumy", 34.799, 50.917)]),
    ("Zambezi", "MZ", "north", [("Nampula", 39.267, -15.116), ("Pemba", 40.518, -12.974), ("Quelimane", 36.888, -17.879), ("Lichinga", 35.241, -13.313)], [("Beira", 34.839, -19.844), ("Maputo", 32.583, -25.966), ("Chimoio", 33.483, -19.116), ("Inhambane", 35.383, -23.865)]),
    ("Zambezi", "MZ", "south", [("Beira", 34.839, -19.844), ("Maputo", 32.583, -25.966), ("Chimoio", 33.483, -19.116), ("Inhambane", 35.383, -23.865)], [("Nampula", 39.267, -15.116), ("Pemba", 40.518, -12.974), ("Quelimane", 36.888, -17.879)]),
    ("Enguri", "GE", "west", [("Gali", 41.736, 42.627), ("Sukhumi", 40.989, 43.007), ("Gagra", 40.271, 43.279), ("Ochamchire", 41.469, 42.712)], [("Zugdidi", 41.868, 42.508), ("Tbilisi", 44.834, 41.691), ("Poti", 41.674, 42.143), ("Kutaisi", 42.695, 42.268)]),
    ("Nile", "EG", "east", [("Suez", 32.526, 29.974), ("Ismailia", 32.272, 30.604), ("El Arish", 33.798, 31.132), ("Hurghada", 33.813, 27.257)], [("Siwa", 25.52, 29.203), ("Mersa Matruh", 27.237, 31.353), ("Alexandria", 29.916, 31.202)]),
    ("Nile", "EG", "west", [("Siwa", 25.52, 29.203), ("Mersa Matruh", 27.237, 31.353), ("Alexandria", 29.916, 31.202)], [("Suez", 32.526, 29.974), ("El Arish", 33.798, 31.132), ("Hurghada", 33.813, 27.257)]),
    ("Niger", "ML", "north", [("Timbuktu", -3.007, 16.773), ("Kidal", 1.409, 18.443), ("Araouane", -3.526, 18.905)], [("Bamako", -7.975, 12.609), ("Sikasso", -5.667, 11.318), ("Koutiala", -5.465, 12.387)]),
    ("Niger", "ML", "south", [("Sikasso", -5.667, 11.318), ("Koutiala", -5.465, 12.387), ("San", -4.896, 13.297), ("Bougouni", -7.483, 11.418)], [("Timbuktu", -3.007, 16.773), ("Kidal", 1.409, 18.443), ("Nioro", -9.594, 15.231)]),
    ("Danube", "RO", "north", [("Bucharest", 26.106, 44.432), ("Cluj-Napoca", 23.6, 46.767), ("Craiova", 23.8, 44.317)], [("Constanta", 28.634, 44.181), ("Mangalia", 28.577, 43.816), ("Cernavoda", 28.033, 44.34)]),
    ("Danube", "HU", "west", [("Szekesfehervar", 18.41, 47.19), ("Pecs", 18.228, 46.076), ("Gyor", 17.635, 47.683), ("Veszprem", 17.911, 47.093)], [("Debrecen", 21.624, 47.532), ("Szeged", 20.148, 46.253), ("Miskolc", 20.778, 48.103)]),
    ("Danube", "RS", "south", [("Nis", 21.903, 43.325), ("Kragujevac", 20.917, 44.017), ("Uzice", 19.849, 43.859), ("Sabac", 19.69, 44.747)], [("Subotica", 19.667, 46.1), ("Zrenjanin", 20.382, 45.384), ("Vrsac", 21.304, 45.117)]),
    ("Sava", "HR", "south", [("Karlovac", 15.55, 45.492), ("Sisak", 16.377, 45.466), ("Petrinja", 16.29, 45.438), ("Split", 16.439, 43.509)], [("Varazdin", 16.338, 46.304), ("Osijek", 18.694, 45.551), ("Bjelovar", 16.851, 45.898)]),
    ("Sava", "BA", "south", [("Sarajevo", 18.356, 43.849), ("Banja Luka", 17.206, 44.779), ("Mostar", 17.808, 43.343)], []),
    ("Rhine", "DE", "west", [("Trier", 6.639, 49.756), ("Aachen", 6.083, 50.777), ("Kaiserslautern", 7.772, 49.443), ("Saarbrucken", 7.01, 49.233)], [("Munich", 11.575, 48.137), ("Hamburg", 9.993, 53.551), ("Frankfurt am Main", 8.684, 50.116), ("Berlin", 13.411, 52.524)]),
    ("Rhine", "DE", "east", [("Munich", 11.575, 48.137), ("Hamburg", 9.993, 53.551), ("Freiburg im Breisgau", 7.852, 47.996)], [("Trier", 6.639, 49.756), ("Aachen", 6.083, 50.777), ("Saarbrucken", 7.01, 49.233)]),
    ("Elbe", "DE", "east", [("Berlin", 13.411, 52.524), ("Rostock", 12.14, 54.089), ("Schwerin", 11.413, 53.629), ("Cottbus", 14.329, 51.758)], [("Munich", 11.575, 48.137), ("Hannover", 9.733, 52.371), ("Bremen", 8.807, 53.076), ("Leipzig", 12.371, 51.34)]),
    ("Oder", "PL", "east", [("Warsaw", 21.012, 52.23), ("Poznan", 16.93, 52.407), ("Krakow", 19.937, 50.061), ("Gdansk", 18.649, 54.352)], []),
    ("Vistula", "PL", "east", [("Lublin", 22.57, 51.251), ("Bialystok", 23.164, 53.133), ("Siedlce", 22.29, 52.168)], [("Poznan", 16.93, 52.407), ("Wroclaw", 17.03, 51.103), ("Lodz", 19.474, 51.771), ("Krakow", 19.937, 50.061)]),
    ("Loire", "FR", "south", [("Bordeaux", -0.58, 44.841), ("Toulouse", 1.444, 43.604), ("Lyon", 4.848, 45.749), ("Marseille", 5.381, 43.297)], [("Paris", 2.349, 48.853), ("Lille", 3.055, 50.634), ("Rennes", -1.674, 48.111), ("Le Mans", 0.203, 48.002)]),
    ("Rhone", "FR", "east", [("Grenoble", 5.715, 45.179), ("Nice", 7.266, 43.703), ("Avignon", 4.809, 43.948), ("Marseille", 5.381, 43.297)], [("Toulouse", 1.444, 43.604), ("Paris", 2.349, 48.853), ("Montpellier", 3.876, 43.611), ("Saint-Etienne", 4.39, 45.434)]),
    ("Ebro", "ES", "north", [("Bilbao", -2.925, 43.263), ("Barcelona", 2.159, 41.389), ("Huesca", -0.409, 42.136)], [("Madrid", -3.703, 40.416), ("Sevilla", -5.973, 37.383), ("Valencia", -0.38, 39.474), ("Teruel", -1.106, 40.346)]),
    ("Po", "IT", "north", [("Milan", 9.19, 45.464), ("Venice", 12.333, 45.437), ("Verona", 10.994, 45.439)], [("Bologna", 11.339, 44.494), ("Rome", 12.511, 41.892), ("Genoa", 8.944, 44.405), ("Parma", 10.326, 44.799)]),
    ("Indus", "PK", "west", [("Peshawar", 71.578, 34.008), ("Quetta", 67.001, 30.184), ("Dera Ismail Khan", 70.902, 31.831), ("Larkana", 68.212, 27.559)], [("Lahore", 74.351, 31.558), ("Islamabad", 73.043, 33.721), ("Multan", 71.478, 30.197)]),
    ("Indus", "PK.05", "west", [("Larkana", 68.212, 27.559), ("Dadu", 67.777, 26.73), ("Jacobabad", 68.438, 28.282)], [("Hyderabad", 68.377, 25.397), ("Khairpur", 68.759, 27.529), ("Mirpur Khas", 69.013, 25.528)]),
    ("Ganges", "IN.36", "south", [("Mirzapur", 82.565, 25.145), ("Prayagraj", 81.843, 25.445), ("Kanpur", 80.35, 26.465)], [("Lucknow", 80.923, 26.839), ("Gorakhpur", 75.672, 29.448), ("Bareilly", 79.432, 28.367)]),
    ("Helmand", "AF.10", "west", [("Naw Zad", 64.47, 32.403)], []),
    ("Brahmaputra", "IN.03", "north", [("Tezpur", 92.8, 26.633), ("Barpeta Road", 90.969, 26.503), ("North Lakhimpur", 94.104, 27.235)], [("Jorhat", 94.203, 26.758), ("Dibrugarh", 94.908, 27.48), ("Silchar", 92.798, 24.827), ("Dispur", 91.801, 26.136)]),
    ("Ayeyarwady (Irrawaddy)", "MM", "west", [("Sagaing", 95.98, 21.879), ("Sittwe", 92.898, 20.146), ("Monywa", 95.136, 22.109), ("Pakokku", 95.084, 21.335)], [("Mandalay", 96.084, 21.975), ("Yangon", 96.156, 16.805), ("Taunggyi", 97.038, 20.789), ("Nay Pyi Taw", 96.13, 19.745)]),
    ("Mekong", "LA", "east", [("Savannakhet", 104.762, 16.57), ("Vientiane", 102.6, 17.967), ("Pakse", 105.799, 15.12), ("Thakhek", 104.831, 17.41)], []),
    ("Mekong", "KH", "east", [("Kratie", 106.019, 12.488), ("Banlung", 106.987, 13.739), ("Prey Veng", 105.325, 11.487), ("Senmonorom", 107.188, 12.456)], [("Siem Reap", 103.861, 13.362), ("Battambang", 103.198, 13.103), ("Sihanoukville", 103.53, 10.609)]),
    ("Songhua (Sungari)", "CN.08", "north", [("Qiqihar", 123.962, 47.339), ("Daqing", 125.0, 46.583)], [("Harbin", 126.65, 45.75), ("Mudanjiang", 129.626, 44.548)]),
    ("Han", "KR", "south", [("Suwon", 127.009, 37.291), ("Busan", 129.03, 35.102), ("Daegu", 128.591, 35.87)], [("Uijeongbu", 127.047, 37.742), ("Paju", 126.817, 37.833), ("Chuncheon", 127.734, 37.875)]),
    ("Jordan", "PS-WB", "west", [("Nablus", 35.254, 32.221), ("Hebron", 35.094, 31.529), ("Jericho", 35.45, 31.867)], []),
    ("Jordan", "IL", "east", [("Qatsrin", 35.691, 32.992)], [("Tel Aviv", 34.781, 32.081), ("Haifa", 34.999, 32.813), ("Safed", 35.496, 32.965)]),
    ("Congo", "CD", "south", [("Kananga", 22.417, -5.896), ("Lubumbashi", 27.479, -11.661), ("Mbuji-Mayi", 23.59, -6.136)], [("Buta", 24.73, 2.786), ("Gemena", 19.772, 3.257), ("Lisala", 21.517, 2.151)]),
    ("Kasai", "CD", "east", [("Kananga", 22.417, -5.896), ("Lubumbashi", 27.479, -11.661)], []),
    ("Volta", "GH", "east", [("Ho", 0.471, 6.601), ("Hohoe", 0.471, 6.601)], [("Accra", -0.197, 5.556), ("Kumasi", -1.624, 6.688)]),
    ("Benue", "NG", "south", [("Makurdi", 8.521, 7.734), ("Enugu", 7.499, 6.441), ("Port Harcourt", 7.013, 4.777)], [("Kano", 8.517, 12.0), ("Jos", 8.892, 9.928), ("Maiduguri", 13.157, 11.847)]),
    ("Niger", "NG", "east", [("Abuja", 7.495, 9.058), ("Onitsha", 6.786, 6.15), ("Kano", 8.517, 12.0)], [("Lagos", 3.395, 6.454), ("Ibadan", 3.906, 7.378), ("Asaba", 6.732, 6.198)]),
    ("Senegal", "MR", "north", [("Nouakchott", -15.979, 18.086), ("Atar", -13.046, 20.519), ("Kaedi", -13.506, 16.151)], []),
    ("Senegal", "SN", "south", [("Dakar", -17.444, 14.694), ("Ziguinchor", -16.273, 12.568), ("Kaolack", -16.073, 14.152)], []),
    ("Limpopo", "MZ", "south", [("Maputo", 32.583, -25.966), ("Chokwe", 32.983, -24.533)], [("Beira", 34.839, -19.844), ("Xai-Xai", 33.644, -25.052), ("Inhambane", 35.383, -23.865)]),
    ("Orange", "ZA", "south", [("Cape Town", 18.423, -33.926), ("Port Elizabeth", 25.615, -33.961)], [("Johannesburg", 28.044, -26.202), ("Bloemfontein", 26.214, -29.121), ("Kimberley", 24.762, -28.732)]),
    ("White Nile", "SS", "east", [("Juba", 31.582, 4.852), ("Malakal", 31.66, 9.533), ("Bor", 31.559, 6.209)], [("Wau", 27.99, 7.701), ("Rumbek", 29.677, 6.806), ("Bentiu", 29.798, 9.257)]),
    ("Blue Nile", "SD", "east", [("Gedaref", 35.383, 14.035), ("Kassala", 36.4, 15.451), ("Port Sudan", 37.216, 19.617)], [("El Obeid", 30.217, 13.184), ("Sennar", 33.567, 13.569), ("Kosti", 32.663, 13.163)]),
    ("Jubba", "SO", "west", [("Kismayo", 42.545, -0.358)], [("Mogadishu", 45.344, 2.037), ("Baidoa", 43.65, 3.114)]),
    ("Shabeelle", "SO", "west", [("Baidoa", 43.65, 3.114)], []),
    ("Missouri", "US.NE", "west", [("Omaha", -95.94, 41.256), ("Lincoln", -96.667, 40.8)], []),
    ("Mississippi", "US.MN", "west", [("Mankato", -94.009, 44.159)], [("Duluth", -92.107, 46.783)]),
    ("Rio Grande", "US.TX", "north", [("Austin", -97.743, 30.267), ("Houston", -95.363, 29.763), ("Laredo", -99.508, 27.506), ("El Paso", -106.487, 31.759)], []),
    ("Rio Grande", "MX", "south", [("Monterrey", -100.317, 25.684), ("Ciudad Juarez", -106.461, 31.72), ("Matamoros", -97.504, 25.88)], []),
    ("Amazonas", "BR", "south", [("Brasilia", -47.93, -15.78), ("Porto Velho", -63.904, -8.762), ("Santarem", -54.708, -2.443)], [("Boa Vista", -60.673, 2.82), ("Macapa", -51.066, 0.039), ("Manaus", -60.025, -3.102)]),
    ("Orinoco", "VE", "south", [("Ciudad Bolivar", -63.547, 8.124), ("Ciudad Guayana", -62.641, 8.351), ("Santa Elena de Uairen", -61.11, 4.602)], [("Caracas", -66.879, 10.488), ("Maracaibo", -71.611, 10.642), ("Maturin", -63.183, 9.746)]),
    ("Magdalena", "CO", "east", [("Bogota", -74.082, 4.61), ("Bucaramanga", -73.119, 7.125), ("Cucuta", -72.505, 7.907)], [("Medellin", -75.572, 6.245), ("Cali", -76.52, 3.431), ("Barranquilla", -74.781, 10.969)]),
    ("Parana", "AR", "east", [("Posadas", -55.924, -27.392), ("Corrientes", -58.834, -27.468), ("Parana", -60.529, -31.733), ("Concordia", -58.017, -31.392)], [("Rosario", -60.639, -32.947), ("Santa Fe", -60.709, -31.649), ("Resistencia", -58.987, -27.464)]),
    ("Paraguay", "PY", "west", [("Filadelfia", -60.032, -22.339)], [("Asuncion", -57.647, -25.286), ("Concepcion", -57.432, -23.4), ("Encarnacion", -55.867, -27.332)]),
    ("Uruguay", "UY", "east", [("Montevideo", -56.188, -34.903), ("Salto", -57.96, -31.388), ("Paysandu", -58.081, -32.317)], []),
    ("Volga", "RU.67", "east", [("Engels", 46.105, 51.484), ("Marks", 46.746, 51.71), ("Balakovo", 47.797, 52.026)], [("Saratov", 45.99, 51.54), ("Volsk", 47.383, 52.042), ("Balashov", 43.171, 51.551)]),
    ("Don", "RU.86", "west", [("Rossosh", 38.512, 51.121)], [("Bobrov", 40.03, 51.098), ("Povorino", 42.246, 51.198)]),
    ("Dniester", "MD", "west", [("Chisinau", 28.859, 47.009), ("Balti", 27.929, 47.763), ("Soroca", 28.285, 48.157)], [("Tiraspol", 29.628, 46.843), ("Dubasari", 29.167, 47.266), ("Rybnitsa", 29.01, 47.768)]),
    ("Prut", "MD", "east", [("Chisinau", 28.859, 47.009), ("Ungheni", 27.8, 47.21), ("Cahul", 28.195, 45.905)], []),
    ("Donets", "UA.05", "north", [("Lyman", 37.808, 48.99)], [("Kramatorsk", 37.568, 48.731), ("Sloviansk", 34.391, 47.568), ("Bakhmut", 37.999, 48.594), ("Donetsk", 37.802, 48.023)]),
    ("Daugava (Zapadnaya Dvina)", "LV", "north", [("Valmiera", 25.428, 57.541), ("Rezekne", 27.34, 56.51)], [("Jelgava", 23.713, 56.65), ("Bauska", 24.187, 56.407)]),
    ("Vardar", "MK", "west", [("Bitola", 21.336, 41.032), ("Ohrid", 20.802, 41.117), ("Prilep", 21.554, 41.346)], [("Strumica", 22.643, 41.438), ("Stip", 22.196, 41.746)]),
    ("Drina", "BA", "west", [("Sarajevo", 18.356, 43.849), ("Gorazde", 18.976, 43.668), ("Srebrenica", 19.297, 44.107)], []),
    ("Neretva", "BA", "east", [("Stolac", 17.96, 43.084), ("Trebinje", 18.344, 42.712)], [("Ljubuski", 17.545, 43.197)]),
    ("Kura", "AZ", "south", [("Stepanakert", 46.753, 39.818), ("Lankaran", 48.851, 38.754), ("Ganja", 46.361, 40.682)], [("Baku", 49.892, 40.378), ("Shaki", 47.171, 41.192)]),
    ("Aras", "AZ", "north", [("Nakhchivan", 45.412, 39.209), ("Imishli", 48.06, 39.871)], []),
    ("Terek", "RU.12", "north", [("Shelkovskaya", 46.336, 43.508), ("Naurskaya", 45.311, 43.65)], [("Grozny", 45.689, 43.312), ("Gudermes", 46.101, 43.351), ("Shali", 45.902, 43.148)]),
    ("Diyala", "IQ.10", "east", [("Baladruz", 45.078, 33.696), ("Khanaqin", 45.391, 34.348)], []),
    ("Yalu", "KP", "south", [("Pyongyang", 125.754, 39.034), ("Sinuiju", 124.398, 40.101), ("Hyesan", 128.178, 41.402)], []),
    ("Tumen", "CN.05", "west", [("Yanji", 129.502, 42.888), ("Longjing", 129.423, 42.771)], []),
    ("Narva", "EE", "west", [("Narva", 28.19, 59.377), ("Tallinn", 24.754, 59.437)], []),
]
# fmt: on


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(
    ("river", "code", "side", "inside", "outside"),
    RIVERS,
    ids=[f"{side} of {river} in {code}" for river, code, side, *_ in RIVERS],
)
def test_towns_on_their_side_of_a_river(borders, river, code, side, inside, outside):
    land = borders.admin1(code) if "." in code else borders.land(code)
    part = side_of_line(land, borders.river(river, near=land), side)
    assert part.is_valid
    missing = [name for name, *spot in inside if not shapely.contains_xy(part, *spot)]
    wrong = [name for name, *spot in outside if shapely.contains_xy(part, *spot)]
    assert (missing, wrong) == ([], [])


@pytest.mark.parametrize(
    ("river", "code", "sides"),
    [
        ("Dnieper", "UA.08", ("west", "east")),
        ("Niger", "ML", ("north", "south")),
        ("Orange", "ZA", ("north", "south")),
        ("Danube", "RS", ("north", "south")),
    ],
)
def test_two_sides_of_a_river_fill_the_land(borders, river, code, sides):
    land = borders.admin1(code) if "." in code else borders.land(code)
    one, other = (side_of_line(land, borders.river(river, near=land), side) for side in sides)
    assert area_km2(one) + area_km2(other) == pytest.approx(area_km2(land), rel=1e-5)
    assert one.intersection(other).area < 1e-6 * land.area


def test_kherson_west_of_the_dnieper(borders):
    west = side_of_line(borders.admin1("UA.08"), borders.river("Dnieper"), "west")
    assert 0.15 < west.area / borders.admin1("UA.08").area < 0.35


# Territory, two rivers; towns between them and towns elsewhere in the territory.
# fmt: off
BETWEEN = [
    ("HR", "Drava", "Sava", [("Osijek", 18.69, 45.55), ("Slavonski Brod, north bank", 18.01, 45.18), ("Virovitica", 17.38, 45.83), ("Vinkovci", 18.8, 45.29), ("Vukovar", 19.0, 45.35), ("Bjelovar", 16.84, 45.9), ("Koprivnica", 16.83, 46.16)], [("Beli Manastir", 18.6, 45.77), ("Cakovec", 16.43, 46.39), ("Karlovac", 15.55, 45.49), ("Petrinja", 16.27, 45.44), ("Knin", 16.2, 44.04)]),
    ("BA", "Drina", "Bosna", [("Tuzla", 18.67, 44.54), ("Bijeljina", 19.21, 44.76), ("Zvornik", 19.09, 44.39), ("Brcko", 18.81, 44.87), ("Kladanj", 18.69, 44.23), ("Srebrenica", 19.3, 44.1)], [("Banja Luka", 17.19, 44.77), ("Mostar", 17.81, 43.34), ("Foca, south", 18.6, 43.4), ("Travnik", 17.67, 44.23)]),
    ("BA", "Vrbas", "Bosna", [("Prnjavor", 17.66, 44.87), ("Teslic", 17.86, 44.61)], [("Prijedor", 16.71, 44.98), ("Tuzla", 18.67, 44.54)]),
    ("UA", "Dniester", "Southern Bug", [("Podilsk", 29.53, 47.75), ("Odesa", 30.74, 46.49), ("Mohyliv-Podilskyi, north", 27.85, 48.6)], [("Chernivtsi", 25.94, 48.29), ("Kropyvnytskyi", 32.26, 48.51), ("Kyiv", 30.52, 50.45)]),
    ("UA", "Dnieper", "Southern Bug", [("Kropyvnytskyi", 32.26, 48.51), ("Uman", 30.22, 48.75), ("Kryvyi Rih", 33.39, 47.91)], [("Odesa", 30.74, 46.49), ("Poltava", 34.55, 49.59), ("Lviv", 24.02, 49.84)]),
    ("HU", "Danube", "Tisza", [("Kecskemet", 19.69, 46.91), ("Cegled", 19.8, 47.17), ("Kiskunhalas", 19.49, 46.43)], [("Debrecen", 21.62, 47.53), ("Pecs", 18.23, 46.08), ("Bekescsaba", 21.09, 46.68)]),
    ("RS", "Danube", "Sava", [("Ruma", 19.82, 45.01), ("Sremska Mitrovica", 19.61, 44.98)], [("Sabac", 19.69, 44.73), ("Subotica", 19.67, 46.1), ("Zrenjanin", 20.39, 45.38)]),
    ("IN", "Ganges", "Yamuna", [("Aligarh", 78.08, 27.88), ("Meerut", 77.7, 28.98), ("Muzaffarnagar", 77.7, 29.47)], [("Delhi, west bank", 77.1, 28.65), ("Lucknow", 80.95, 26.85), ("Patna", 85.14, 25.59)]),
    ("FR", "Garonne", "Dordogne", [("Bergerac, south bank", 0.48, 44.8), ("Marmande, north", 0.16, 44.55), ("Sarlat, south", 1.2, 44.7)], [("Mont-de-Marsan", -0.5, 43.89), ("Limoges", 1.26, 45.83)]),
    ("CO", "Magdalena", "Cauca", [("Medellin, east", -75.3, 6.2), ("Manizales", -75.52, 5.07)], [("Bogota", -74.08, 4.61), ("Bucaramanga", -73.12, 7.13)]),
]
# fmt: on


@pytest.mark.parametrize(("land", "one", "other", "inside", "outside"), BETWEEN)
def test_between_two_rivers(borders, land, one, other, inside, outside):
    ground = borders.land(land)
    between = between_lines(ground, *(borders.river(r, near=ground) for r in (one, other)))
    assert [n for n, x, y in inside if not shapely.contains_xy(between, x, y)] == []
    assert [n for n, x, y in outside if shapely.contains_xy(between, x, y)] == []


def test_between_the_tigris_and_the_euphrates(borders):
    land = borders.land("IQ")
    rivers = [borders.river(name, near=land) for name in ("Tigris", "Euphrates")]
    between = between_lines(land, *rivers)
    inside = {"Tal Afar": (42.45, 36.376), "Tharthar": (43.3, 34.0), "Hillah": (44.43, 32.48),
              "Diwaniya": (44.92, 31.99), "Karbala road, Iskandariya": (44.35, 32.89)}  # fmt: skip
    outside = {"Kirkuk": (44.392, 35.468), "Baquba": (44.64, 33.75), "Rutba": (40.28, 33.04),
               "Najaf": (44.31, 32.0), "Amarah east bank, Maysan": (47.4, 31.9)}  # fmt: skip
    assert [n for n, p in inside.items() if not shapely.contains_xy(between, *p)] == []
    assert [n for n, p in outside.items() if shapely.contains_xy(between, *p)] == []
