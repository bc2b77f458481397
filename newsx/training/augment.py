"""A window of sentences to the same window as a news desk might have set it: capitals, quotes, other people's names."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from newsx.training.corpora import INDEX, Sentence

GIVEN = """Aaliyah Abebe Adaeze Aditi Agnieszka Aiko Aleksandr Alina Amara Amina Anders Andrzej Ángel Anjali Antoine Arash Ariana
Arjun Åsa Astrid Ayesha Babajide Beatriz Björn Bogdan Brigitte Camille Carlos Cathal Chiara Chidi Chloé Ciarán Dagmar Darius
Deepak Dmitri Ebru Edoardo Efua Ekaterina Elif Emeka Enrique Esra Fatima Femi Fernanda Fionnuala François Gábor Giorgos Giulia
Grzegorz Guadalupe Guo Gustavo Haiyan Hamza Hana Hans Harpreet Hassan Heidi Hiroshi Hyun-woo Ibrahim Ignacio Ilona Imani Ingrid
Ioana Isabelle Ivan Jamal Jean-Luc Jens Jiří João Joaquín José Jürgen Kamala Karim Katarzyna Kateryna Kenji Khadija Kofi Kwame
Lakshmi Lars Leila Li Liam Ljubica Lucia Luís Magnus Mahmoud Mamadou Maria Mariam Marek Mateusz Matteo Mehmet Mei Meera Miguel
Min-jun Mohammed Moses Nadia Natalia Ngozi Nguyen Niamh Nikhil Nikolaos Noor Olga Oluwaseun Omar Oksana Paolo Park Pavel Pedro
Petra Pilar Piotr Priya Rahul Raj Ravi Ricardo Rosa Roya Ruth Saeed Sakura Salma Samir Sanjay Sergei Shreya Siddharth Siobhán
Sofía Søren Soo-jin Stanisław Svetlana Tadeusz Takeshi Tariq Tatiana Tendai Thandiwe Thi Tomáš Uchenna Usman Valentina Vikram
Vladimir Wei Wiktor Xavier Xin Yasmin Yevgeny Yuki Yusuf Zainab Zanele Zeynep Zsófia Emma Oliver James Sarah Emily Grace Mark
Joe Kate Tom Ben Dan Amy Sue Bill Jack Rose Will Faith Frank Sam Alex Max Leo Dean Chase Drew Hope Mercy""".split()
SURNAMES = """Abdullah Achterberg Adebayo Agarwal Aguilar Ahmed Almeida Andersson Antonopoulos Asante Aydın Bakker Balogun Banerjee
Barzani Bashir Becker Bianchi Błaszczyk Bogdanov Bouchard Boateng Brennan Castro Chatterjee Chen Chukwu Cohen Çelik Da-Silva
Dąbrowski Daoud Delacroix Demir Deng Desai Diallo Dimitrov Dlamini Dubois Dvořák Eriksen Estrada Farouk Fernández Ferrari
Fitzgerald Fontaine Fujimoto García Ghosh Gonzalez Grüber Gupta Haddad Hansen Hashimoto Hernández Herzog Hoang Horváth Hossain
Ito Ivanova Iyer Jansen Jafari Jovanović Kaczmarek Kamau Kapoor Kariuki Kaya Khan Khumalo Kim Kipchoge Klein Kowalczyk
Kovács Kozlov Kumar Kuznetsov Larsson Lebedev Lê Li Lindqvist Lopes Łukaszewicz Mahlangu Malik Mbeki McAllister McCarthy Mehta
Mendoza Mensah Mishra Mkhize Molina Moreau Morozov Müller Mutua Mwangi Nakamura Nasser Ndiaye Nguyen Nilsson Novák Nowak
O'Brien O'Connor O'Sullivan Obi Oduya Okafor Okonkwo Oliveira Onyango Osei Özdemir Papadopoulos Park Patel Pereira Petrov
Petrović Pham Popescu Qureshi Rahman Ramírez Rao Reddy Rodríguez Romano Rossi Rousseau Sánchez Sato Schmidt Schröder Sharma
Shevchenko Singh Silva Smirnov Sokolov Sørensen Suleiman Suzuki Szabó Takahashi Tan Tembo Tesfaye Thapa Torres Tran Traoré
Vargas Vasquez Virtanen Volkov Wagner Wang Wanjiru Weber Williams Wiśniewski Wong Wu Yamamoto Yıldız Yilmaz Zhang Zhou Zhao
Zielińska Zimmermann Zulu Smith Jones Taylor Brown Wilson Evans Thomas Johnson Walker Wright Clarke Hall Green Young King Hill
Baker Cook Price Bell Ward Day Rice Banks Marsh Stone Fields Parks Cash Judge Law Pope Bishop Knight Page Reading Street""".split()
COMPANIES = """X Meta Shell EY Apple Orange Visa Block Square Target Gap Ford Uber Lyft Bolt Wise Snap Zoom Slack Arm BP HSBC UBS
ING BBVA BNP KPMG PwC Deloitte RWE BASF SAP BMW VW GSK AIG IBM AMD TSMC TikTok ByteDance OpenAI eBay PayPal Klarna Revolut N26 Monzo
Starling Binance FTX Tether Ripple Kraken Telegram Signal Discord Twitch Oracle Palantir Tesla Boeing Airbus Glencore
Trafigura Vitol Wirecard Siemens Ericsson Nokia Huawei ZTE Tencent Alibaba Baidu Temu Shein Zara Nestlé Danone Unilever Bayer
Novartis Roche Pfizer Sanofi AstraZeneca Vodafone BT EE Three Sky Thames Drax Centrica Ofgem Ofcom Ofwat FCA SEC FTC DOJ FBI CMA
ICO DPC CNIL BaFin AMF ESMA EBA ECB Europol Interpol HMRC NCA SFO IRS DEA ATF CFTC FINRA CFPB FDA EPA OFAC ASIC ACCC APRA
MAS SEBI RBI CCI JFTC KFTC UOKiK AGCM AEPD CNMV Consob Garante Finma Eurojust Olaf Eppo GRECO NABU UNODC Acciona Ryanair Wizz
EasyJet Delta United Southwest Spirit Frontier Alaska Capital Chase Citi Barclays Lloyds NatWest Santander Nordea Swedbank
Danske Equinor Lukoil Rosneft Gazprom Sberbank Petrobras Odebrecht Vale Braskem Pemex Ecopetrol Sasol Eskom Transnet MTN
Safaricom Infosys Wipro Tata Adani Reliance Toyota Sony Nintendo Samsung LG Hyundai Kia SK Kakao Naver Coupang Grab Gojek""".split()
LOWER_IN_TITLES = frozenset("a an the and or but of in on at to for by with from over as vs is after".split())
CURLY = {"``": "“", "''": "”", "`": "‘", "--": "—"}
PERSON = 1 << INDEX["B-PERSON"], 1 << INDEX["I-PERSON"]
ORG = 1 << INDEX["B-ORG"], 1 << INDEX["I-ORG"]

Window = list[Sentence]


def augmented(window: Window, draw: random.Random) -> Window:
    """The window, changed in some of the ways that news is set, each with a small chance."""
    if draw.random() < 0.20:
        window = renamed(window, draw)
    if draw.random() < 0.35:
        window = [curly(s) for s in window]
    if draw.random() < 0.03:
        window = [respelt(s, str.upper) for s in window]
    elif draw.random() < 0.02:
        window = [respelt(s, str.lower) for s in window]
    elif draw.random() < 0.06:
        window = headlined(window, draw)
    if draw.random() < 0.03:
        window = [loud_surnames(s) for s in window]
    return window


def respelt(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, words=tuple(change(word) for word in sentence.words))


def curly(sentence: Sentence) -> Sentence:
    """Curly quotes and apostrophes; straight double quotes open and close in turn."""
    words, opened = [], False
    for word in sentence.words:
        if word == '"':
            opened = not opened
            words.append("“" if opened else "”")
        else:
            words.append(CURLY.get(word) or word.replace("'", "’"))
    return replace(sentence, words=tuple(words))


def headlined(window: Window, draw: random.Random) -> Window:
    """One sentence, most often the first, as a headline: all in capitals or Each Word Capital."""
    place = 0 if draw.random() < 0.6 else draw.randrange(len(window))
    if len(window[place].words) > 30:
        return window
    style: Callable[[str], str] = str.upper if draw.random() < 0.4 else title
    return [respelt(s, style) if i == place else s for i, s in enumerate(window)]


def title(word: str) -> str:
    return word if word in LOWER_IN_TITLES or not word[:1].islower() else word[0].upper() + word[1:]


def loud_surnames(sentence: Sentence) -> Sentence:
    """Cyprus and French wires write "Jean DUPONT"."""
    if not sentence.names:
        return sentence
    last = [
        bits == PERSON[1] and (i + 1 == len(sentence.names) or sentence.names[i + 1] != PERSON[1])
        for i, bits in enumerate(sentence.names)
    ]
    return replace(
        sentence, words=tuple(w.upper() if loud else w for w, loud in zip(sentence.words, last, strict=True))
    )


def renamed(window: Window, draw: random.Random) -> Window:
    """Other people and one-word organisations in the same places; a name keeps its new form through the window."""
    known: dict[str, str] = {}
    return [renamed_sentence(s, draw, known) if s.names else s for s in window]


def renamed_sentence(sentence: Sentence, draw: random.Random, known: dict[str, str]) -> Sentence:
    words = list(sentence.words)
    for start, end, bits in runs(sentence.names):
        if bits == PERSON[0] and draw.random() < 0.7:
            for i in range(start, end):
                if words[i][0].isupper() and len(words[i]) > 2:
                    pool = GIVEN if i == start and end - start > 1 else SURNAMES
                    words[i] = known.setdefault(words[i], draw.choice(pool))
        elif bits == ORG[0] and end - start == 1 and draw.random() < 0.5:
            words[start] = known.setdefault(words[start], draw.choice(COMPANIES))
    return replace(sentence, words=tuple(words))


def runs(names: Sequence[int]) -> list[tuple[int, int, int]]:
    """People and organisations as (first word, word after the last, bits of the first)."""
    found, i = [], 0
    while i < len(names):
        start, bits = i, names[i]
        i += 1
        if bits in (PERSON[0], ORG[0]):
            while i < len(names) and names[i] == bits << 1:
                i += 1
            found.append((start, i, bits))
    return found
