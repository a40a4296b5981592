"""The goods of the demo company: a Polish shop with outdoor and bedroom things. Prices are net, PLN."""

CATEGORIES = {  # name: parent
    'Turystyka': None,
    'Odzież turystyczna': 'Turystyka',
    'Kurtki': 'Odzież turystyczna',
    'Spodnie': 'Odzież turystyczna',
    'Bielizna termiczna': 'Odzież turystyczna',
    'Buty': 'Turystyka',
    'Namioty': 'Turystyka',
    'Śpiwory i maty': 'Turystyka',
    'Plecaki i torby': 'Turystyka',
    'Oświetlenie': 'Turystyka',
    'Kuchnia polowa': 'Turystyka',
    'Bezpieczeństwo': 'Turystyka',
    'Dom': None,
    'Łóżka i materace': 'Dom',
    'Pościel': 'Dom',
    'Tekstylia domowe': 'Dom',
}

# name: (label, Tryton type, choices of the type "selection")
ATTRIBUTES = {
    'rozmiar': ('Rozmiar', 'selection', {
        'xs': 'XS', 's': 'S', 'm': 'M', 'l': 'L', 'xl': 'XL', '38': '38', '40': '40', '41': '41', '42': '42', '43': '43', '44': '44',
        '90x200': '90 × 200 cm', '140x200': '140 × 200 cm', '160x200': '160 × 200 cm', '180x200': '180 × 200 cm',
        'regular': 'Regular (do 185 cm)', 'long': 'Long (do 200 cm)'}),
    'kolor': ('Kolor', 'selection', {
        'czarny': 'Czarny', 'bialy': 'Biały', 'czerwony': 'Czerwony', 'niebieski': 'Niebieski', 'zielony': 'Zielony', 'zolty': 'Żółty',
        'szary': 'Szary', 'granatowy': 'Granatowy', 'pomaranczowy': 'Pomarańczowy', 'dab': 'Dąb', 'sosna': 'Sosna'}),
    'marka': ('Marka', 'char', None),
    'material': ('Materiał', 'char', None),
    'waga_g': ('Waga (g)', 'integer', None),
    'pojemnosc_l': ('Pojemność (l)', 'float', None),
    'temperatura_komfortu_c': ('Temperatura komfortu (°C)', 'integer', None),
    'strumien_lm': ('Strumień świetlny (lm)', 'integer', None),
    'wodoodpornosc_mm': ('Wodoodporność (mm)', 'integer', None),
    'gwarancja_mies': ('Gwarancja (miesiące)', 'integer', None),
    'wodoszczelny': ('Wodoszczelny', 'boolean', None),
    'image_url': ('Zdjęcie', 'char', None),
}

ODZIEZ = {'rozmiar': ['s', 'm', 'l', 'xl']}
DWA_KOLORY = {'rozmiar': ['m', 'l'], 'kolor': ['czarny', 'czerwony']}
BUTY = {'rozmiar': ['41', '42', '43', '44']}
LOZKA = {'rozmiar': ['140x200', '160x200', '180x200'], 'kolor': ['dab', 'sosna']}

# code, name, category, list price, cost, axes, technical parameters[, VAT]
PRODUCTS = [
    ('KUR-TATRY', 'Kurtka przeciwdeszczowa Tatry', 'Kurtki', '429.00', '212.00', DWA_KOLORY, {'marka': 'Halny', 'wodoodpornosc_mm': 20000, 'waga_g': 420}),
    ('KUR-RYSY', 'Kurtka puchowa Rysy', 'Kurtki', '799.00', '398.00', {'rozmiar': ['m', 'l'], 'kolor': ['granatowy', 'pomaranczowy']}, {'marka': 'Halny', 'material': 'puch gęsi 800', 'waga_g': 380}),
    ('KUR-BIESZ', 'Kurtka softshell Bieszczady', 'Kurtki', '349.00', '160.00', ODZIEZ, {'marka': 'Połonina', 'wodoodpornosc_mm': 10000}),
    ('KUR-WIATR', 'Wiatrówka Halny', 'Kurtki', '189.00', '82.00', DWA_KOLORY, {'marka': 'Halny', 'waga_g': 150}),
    ('SPO-TREK', 'Spodnie trekkingowe Trek', 'Spodnie', '259.00', '118.00', ODZIEZ, {'marka': 'Połonina', 'material': 'poliamid z elastanem'}),
    ('SPO-ZIMA', 'Spodnie ocieplane Zima', 'Spodnie', '319.00', '149.00', {'rozmiar': ['m', 'l'], 'kolor': ['czarny', 'szary']}, {'marka': 'Połonina'}),
    ('SPO-DESZCZ', 'Spodnie przeciwdeszczowe', 'Spodnie', '199.00', '88.00', ODZIEZ, {'marka': 'Halny', 'wodoodpornosc_mm': 15000}),
    ('BIE-KOSZ', 'Koszulka termiczna z wełny merino', 'Bielizna termiczna', '219.00', '104.00', DWA_KOLORY, {'marka': 'Baca', 'material': 'wełna merino 100%'}),
    ('BIE-LEG', 'Legginsy termiczne z wełny merino', 'Bielizna termiczna', '209.00', '99.00', ODZIEZ, {'marka': 'Baca', 'material': 'wełna merino 100%'}),
    ('BIE-SKAR', 'Skarpety trekkingowe', 'Bielizna termiczna', '49.90', '18.50', {'rozmiar': ['38', '42']}, {'marka': 'Baca'}),
    ('BIE-CZAP', 'Czapka zimowa', 'Bielizna termiczna', '79.00', '28.00', {'kolor': ['czarny', 'czerwony', 'zielony']}, {'marka': 'Baca'}),
    ('BIE-REK', 'Rękawice zimowe', 'Bielizna termiczna', '129.00', '54.00', {'rozmiar': ['s', 'm', 'l']}, {'marka': 'Halny'}),
    ('BUT-GRAN', 'Buty trekkingowe Grań', 'Buty', '549.00', '276.00', BUTY, {'marka': 'Szlak', 'wodoszczelny': True}),
    ('BUT-DOLINA', 'Buty niskie Dolina', 'Buty', '379.00', '184.00', BUTY, {'marka': 'Szlak', 'wodoszczelny': False}),
    ('BUT-SNIEG', 'Śniegowce Zamieć', 'Buty', '459.00', '219.00', {'rozmiar': ['41', '43'], 'kolor': ['czarny', 'szary']}, {'marka': 'Szlak', 'wodoszczelny': True}),
    ('BUT-SAND', 'Sandały turystyczne', 'Buty', '239.00', '109.00', {'rozmiar': ['40', '42']}, {'marka': 'Szlak'}),
    ('NAM-DUO', 'Namiot dwuosobowy Duo', 'Namioty', '699.00', '348.00', {'kolor': ['zielony', 'pomaranczowy']}, {'marka': 'Biwak', 'waga_g': 2400, 'wodoodpornosc_mm': 4000}),
    ('NAM-TRIO', 'Namiot trzyosobowy Trio', 'Namioty', '949.00', '476.00', {'kolor': ['zielony', 'pomaranczowy']}, {'marka': 'Biwak', 'waga_g': 3300, 'wodoodpornosc_mm': 4000}),
    ('NAM-RODZ', 'Namiot rodzinny pięcioosobowy', 'Namioty', '1899.00', '990.00', None, {'marka': 'Biwak', 'waga_g': 9800, 'wodoodpornosc_mm': 5000}),
    ('NAM-TARP', 'Płachta biwakowa 3 × 3 m', 'Namioty', '229.00', '98.00', {'kolor': ['zielony', 'szary']}, {'marka': 'Biwak', 'waga_g': 640}),
    ('NAM-SLEDZ', 'Śledzie aluminiowe (10 szt.)', 'Namioty', '39.00', '12.00', None, {'marka': 'Biwak'}),
    ('SPI-LATO', 'Śpiwór letni Sierpień', 'Śpiwory i maty', '259.00', '119.00', {'rozmiar': ['regular', 'long']}, {'marka': 'Biwak', 'temperatura_komfortu_c': 12}),
    ('SPI-TRZY', 'Śpiwór trzysezonowy Wrzesień', 'Śpiwory i maty', '419.00', '201.00', {'rozmiar': ['regular', 'long'], 'kolor': ['granatowy', 'zielony']}, {'marka': 'Biwak', 'temperatura_komfortu_c': 2}),
    ('SPI-ZIMA', 'Śpiwór puchowy Styczeń', 'Śpiwory i maty', '1149.00', '590.00', {'rozmiar': ['regular', 'long']}, {'marka': 'Biwak', 'temperatura_komfortu_c': -12, 'material': 'puch kaczy 650'}),
    ('MAT-PIAN', 'Karimata piankowa', 'Śpiwory i maty', '69.00', '24.00', {'kolor': ['niebieski', 'zielony']}, {'marka': 'Biwak', 'waga_g': 310}),
    ('MAT-DMUCH', 'Mata dmuchana ultralekka', 'Śpiwory i maty', '299.00', '139.00', {'rozmiar': ['regular', 'long']}, {'marka': 'Biwak', 'waga_g': 480}),
    ('PLE-30', 'Plecak turystyczny 30 l', 'Plecaki i torby', '289.00', '131.00', {'kolor': ['czarny', 'niebieski', 'zielony']}, {'marka': 'Juhas', 'pojemnosc_l': 30.0}),
    ('PLE-55', 'Plecak wyprawowy 55 l', 'Plecaki i torby', '529.00', '258.00', {'kolor': ['czarny', 'czerwony']}, {'marka': 'Juhas', 'pojemnosc_l': 55.0}),
    ('PLE-18', 'Plecak miejski 18 l', 'Plecaki i torby', '179.00', '76.00', {'kolor': ['czarny', 'szary', 'granatowy']}, {'marka': 'Juhas', 'pojemnosc_l': 18.5}),
    ('TOR-90', 'Torba wodoszczelna 90 l', 'Plecaki i torby', '349.00', '162.00', {'kolor': ['czarny', 'zolty']}, {'marka': 'Juhas', 'pojemnosc_l': 90.0, 'wodoszczelny': True}),
    ('TOR-NERKA', 'Saszetka biodrowa', 'Plecaki i torby', '59.00', '21.00', None, {'marka': 'Juhas', 'pojemnosc_l': 1.5}),
    ('LAT-CZOL', 'Latarka czołowa Świetlik 400', 'Oświetlenie', '129.00', '51.00', {'kolor': ['czarny', 'czerwony', 'zolty']}, {'marka': 'Lampa', 'strumien_lm': 400, 'gwarancja_mies': 36}),
    ('LAT-RECZ', 'Latarka ręczna 1200 lm', 'Oświetlenie', '199.00', '84.00', None, {'marka': 'Lampa', 'strumien_lm': 1200, 'gwarancja_mies': 36}),
    ('LAT-KEMP', 'Lampa kempingowa', 'Oświetlenie', '149.00', '62.00', {'kolor': ['bialy', 'zielony']}, {'marka': 'Lampa', 'strumien_lm': 300}),
    ('LAT-BAT', 'Akumulator 21700', 'Oświetlenie', '49.00', '19.00', None, {'marka': 'Lampa'}),
    ('KUC-GAZ', 'Kuchenka gazowa', 'Kuchnia polowa', '179.00', '78.00', None, {'marka': 'Watra', 'waga_g': 95, 'gwarancja_mies': 24}),
    ('KUC-KART', 'Kartusz gazowy 230 g', 'Kuchnia polowa', '24.90', '9.80', None, {'marka': 'Watra', 'waga_g': 380}),
    ('KUC-MEN', 'Menażka aluminiowa', 'Kuchnia polowa', '89.00', '35.00', None, {'marka': 'Watra'}),
    ('KUC-KUB', 'Kubek termiczny 0,5 l', 'Kuchnia polowa', '69.00', '26.00', {'kolor': ['czarny', 'bialy', 'czerwony']}, {'marka': 'Watra', 'pojemnosc_l': 0.5}),
    ('KUC-BUT', 'Butelka filtrująca 1 l', 'Kuchnia polowa', '159.00', '71.00', {'kolor': ['niebieski', 'szary']}, {'marka': 'Watra', 'pojemnosc_l': 1.0}),
    ('KUC-TERM', 'Termos 1 l', 'Kuchnia polowa', '119.00', '47.00', {'kolor': ['czarny', 'zielony']}, {'marka': 'Watra', 'pojemnosc_l': 1.0}),
    ('KUC-GULASZ', 'Gulasz liofilizowany', 'Kuchnia polowa', '38.00', '19.00', None, {'marka': 'Watra', 'waga_g': 120}, 8),
    ('KUC-OWS', 'Owsianka liofilizowana', 'Kuchnia polowa', '22.00', '10.00', None, {'marka': 'Watra', 'waga_g': 80}, 8),
    ('BEZ-APT', 'Apteczka turystyczna', 'Bezpieczeństwo', '119.00', '55.00', None, {'marka': 'Pogotowie', 'waga_g': 450}, 8),
    ('BEZ-FOLIA', 'Folia ratunkowa NRC', 'Bezpieczeństwo', '9.90', '2.90', None, {'marka': 'Pogotowie'}, 8),
    ('BEZ-LINA', 'Lina pomocnicza 30 m', 'Bezpieczeństwo', '169.00', '74.00', None, {'marka': 'Grań', 'waga_g': 1100}),
    ('BEZ-RAKI', 'Raczki turystyczne', 'Bezpieczeństwo', '189.00', '83.00', {'rozmiar': ['m', 'l']}, {'marka': 'Grań'}),
    ('BEZ-KIJE', 'Kije trekkingowe (para)', 'Bezpieczeństwo', '249.00', '112.00', {'kolor': ['czarny', 'czerwony']}, {'marka': 'Grań', 'waga_g': 440}),
    ('BEZ-GWIZD', 'Gwizdek alarmowy', 'Bezpieczeństwo', '12.50', '3.10', None, {'marka': 'Pogotowie'}),
    ('LOZ-DREW', 'Łóżko drewniane Bukowina', 'Łóżka i materace', '1690.00', '880.00', LOZKA, {'marka': 'Stolarz', 'material': 'drewno lite', 'gwarancja_mies': 60}),
    ('LOZ-TAP', 'Łóżko tapicerowane Łódź', 'Łóżka i materace', '2290.00', '1190.00', {'rozmiar': ['140x200', '160x200'], 'kolor': ['szary', 'granatowy']}, {'marka': 'Stolarz', 'gwarancja_mies': 60}),
    ('LOZ-POL', 'Łóżko polowe składane', 'Łóżka i materace', '249.00', '113.00', None, {'marka': 'Biwak', 'waga_g': 6200}),
    ('MTR-PIAN', 'Materac piankowy Sen', 'Łóżka i materace', '1190.00', '560.00', {'rozmiar': ['90x200', '140x200', '160x200', '180x200']}, {'marka': 'Sen', 'gwarancja_mies': 120}),
    ('MTR-SPRE', 'Materac sprężynowy Drzemka', 'Łóżka i materace', '890.00', '420.00', {'rozmiar': ['90x200', '140x200', '160x200']}, {'marka': 'Sen', 'gwarancja_mies': 120}),
    ('POS-BAW', 'Pościel bawełniana', 'Pościel', '189.00', '79.00', {'rozmiar': ['140x200', '160x200'], 'kolor': ['bialy', 'niebieski']}, {'marka': 'Sen', 'material': 'bawełna satynowa'}),
    ('POS-KOLD', 'Kołdra puchowa', 'Pościel', '549.00', '261.00', {'rozmiar': ['140x200', '160x200']}, {'marka': 'Sen'}),
    ('POS-POD', 'Poduszka ortopedyczna', 'Pościel', '149.00', '63.00', None, {'marka': 'Sen'}),
    ('TEK-KOC', 'Koc wełniany', 'Tekstylia domowe', '219.00', '98.00', {'kolor': ['szary', 'zielony', 'bialy']}, {'marka': 'Baca', 'material': 'wełna owcza'}),
    ('TEK-RECZ', 'Ręcznik szybkoschnący', 'Tekstylia domowe', '59.00', '21.00', {'kolor': ['niebieski', 'szary']}, {'marka': 'Baca'}),
    ('TEK-HAM', 'Hamak bawełniany', 'Tekstylia domowe', '169.00', '72.00', {'kolor': ['niebieski', 'zolty']}, {'marka': 'Baca'}),
]

# Out of stock, with a delivery on its way: code: (pieces ordered, days from now)
EXPECTED = {'NAM-RODZ': (12, 5), 'SPI-ZIMA-REGULAR': (40, 9), 'LAT-RECZ': (200, 3)}
# Out of stock, nothing ordered.
SOLD_OUT = ['BUT-SAND-40', 'TEK-HAM-ZOLTY']


def variants(axes):
    """Every combination of the axes, as {attribute: value}."""
    rows = [{}]
    for name, values in (axes or {}).items():
        rows = [dict(row, **{name: value}) for row in rows for value in values]
    return rows


def ean13(serial):
    digits = '5901234%05d' % serial
    return digits + str(-sum((3 if i % 2 else 1) * int(d) for i, d in enumerate(digits)) % 10)


def nip(serial):
    """The next valid tax number from a nine-digit serial on."""
    while True:
        check = sum(w * int(d) for w, d in zip((6, 5, 7, 2, 3, 4, 5, 6, 7), str(serial))) % 11
        if check < 10:
            return '%d%d' % (serial, check)
        serial += 1


# name, price list, payment term, credit limit or None, tax number serial or None, e-mail, phone, street, post code, city
CUSTOMERS = [
    ('Anna Nowak', 'Detal', 'Przedpłata', None, None, 'anna.nowak@example.pl', '+48 601 200 301', 'ul. Piotrkowska 12/4', '90-001', 'Łódź'),
    ('Jan Kowalski', 'Detal', 'Przedpłata', None, None, 'jan.kowalski@example.pl', '+48 601 200 302', 'ul. Długa 45', '80-827', 'Gdańsk'),
    ('Katarzyna Wiśniewska', 'VIP', 'Przedpłata', None, None, 'k.wisniewska@example.pl', '+48 601 200 303', 'ul. Floriańska 7', '31-019', 'Kraków'),
    ('Piotr Zieliński', 'Detal', 'Przedpłata', None, None, 'piotr.zielinski@example.pl', '+48 601 200 304', 'ul. Świdnicka 3', '50-066', 'Wrocław'),
    ('Agnieszka Wójcik', 'Detal', 'Przedpłata', None, None, 'agnieszka@example.pl', None, 'ul. Święty Marcin 20', '61-805', 'Poznań'),
    ('Tomasz Lewandowski', 'VIP', 'Przedpłata', None, None, 'tomasz@example.pl', None, 'al. Jerozolimskie 100', '00-807', 'Warszawa'),
    ('Górski Świat sp. z o.o.', 'Hurt', '30 dni', '50000', 525220011, 'zamowienia@gorskiswiat.example.pl', '+48 18 201 10 10', 'ul. Krupówki 30', '34-500', 'Zakopane'),
    ('Biwak i Spółka s.c.', 'Hurt', '14 dni', '5000', 676241102, 'biuro@biwak.example.pl', '+48 12 421 20 20', 'ul. Wielicka 18', '30-552', 'Kraków'),
    ('Hotel Bukowina S.A.', 'Hurt', '30 dni', '80000', 736150233, 'zakupy@hotelbukowina.example.pl', '+48 18 207 30 30', 'ul. Sportowa 22', '34-530', 'Bukowina Tatrzańska'),
    ('Schronisko Pod Reglami', 'Hurt', '14 dni', '10000', 736018344, 'schronisko@regle.example.pl', None, 'ul. Strążyska 1', '34-500', 'Zakopane'),
    ('Szkoła Przetrwania Ryś', 'Detal', '14 dni', '3000', 591003455, 'kontakt@rys.example.pl', None, 'ul. Leśna 5', '16-400', 'Suwałki'),
    ('Sklep Włóczykij Marek Dąbrowski', 'Hurt', '14 dni', '15000', 583222566, 'sklep@wloczykij.example.pl', '+48 58 301 40 40', 'ul. Grunwaldzka 82', '80-244', 'Gdańsk'),
    ('Ośrodek Żeglarski Mazury', 'Hurt', '30 dni', '20000', 845100677, 'osrodek@mazury.example.pl', None, 'ul. Portowa 2', '11-500', 'Giżycko'),
    ('Dom i Sen sp. z o.o.', 'Hurt', '30 dni', '60000', 725180788, 'dom@domisen.example.pl', '+48 42 630 50 50', 'ul. Zgierska 9', '91-002', 'Łódź'),
    ('Urząd Gminy Łąka', 'Detal', '30 dni', '25000', 813340899, 'urzad@laka.example.pl', None, 'Łąka 40', '36-004', 'Łąka'),
]

# A firm in another country of the Union: reverse charge. Name, VAT number, e-mail, street, post code, city
EU_CUSTOMER = ('Bergfreund GmbH', 'DE136695976', 'einkauf@bergfreund.example.de', 'Friedrichstraße 101', '10117', 'Berlin')
# People of firms: (firm, name, e-mail, phone, role as the contact's comment says it)
CONTACTS = [
    ('Górski Świat sp. z o.o.', 'Maria Gąsienica', 'maria@gorskiswiat.example.pl', '+48 601 700 100', 'zakupy'),
    ('Górski Świat sp. z o.o.', 'Stanisław Byrcyn', 'ksiegowosc@gorskiswiat.example.pl', None, 'księgowość'),
    ('Hotel Bukowina S.A.', 'Ewa Bachleda', 'ewa@hotelbukowina.example.pl', '+48 601 700 200', 'zakupy'),
    ('Hotel Bukowina S.A.', 'Jan Gut', 'dyrektor@hotelbukowina.example.pl', None, 'akceptacja'),
]
# Złoty for a euro, by days ago.
EUR_RATES = [(400, '4.412500'), (90, '4.310000'), (30, '4.275000'), (1, '4.250000')]
# What is ordered again at, and up to: SKU: (minimum, maximum)
ORDER_POINTS = {'BIE-SKAR-38': (100, 300), 'BIE-SKAR-42': (100, 300), 'KUC-KART': (60, 200), 'KUC-GAZ': (20, 60), 'LAT-BAT': (80, 240),
    'LAT-RECZ': (40, 200), 'NAM-DUO-ZIELONY': (15, 40), 'BUT-GRAN-42': (10, 30), 'SPI-ZIMA-REGULAR': (12, 40), 'BEZ-APT': (25, 80)}
# Places in the warehouse of Łódź: code, name, SKUs of which a part lies there, pieces of each
PLACES = [('LODZ-A-01', 'Regał A-01', ['BIE-SKAR-38', 'BIE-SKAR-42', 'BIE-CZAP-CZARNY'], 30), ('LODZ-A-02', 'Regał A-02', ['LAT-BAT', 'KUC-KART'], 25)]
# The second company of the same owner, in the same database.
SECOND_COMPANY = 'Splot Outdoor sp. z o.o.'

SUPPLIERS = [('Hurtownia Alpin sp. z o.o.', 'ul. Magazynowa 1', '40-001', 'Katowice', 634250911), ('Stolarnia Podhale', 'ul. Tartaczna 8', '34-400', 'Nowy Targ', 735221022)]
CARRIERS = [('InPost', 'DOST-INPOST', 'Paczkomat InPost', '12.19'), ('DPD', 'DOST-DPD', 'Kurier DPD', '16.26'), ('Splot Demo', 'DOST-ODBIOR', 'Odbiór osobisty', '0.00')]
PAYMENT_JOURNALS = ['Przelewy24', 'Przelew', 'Karta', 'Pobranie']
# Days from order to arrival, by supplier.
LEAD_TIMES = (5, 14)
