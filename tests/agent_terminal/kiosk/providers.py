"""A town's directory: few providers that fit one screen, or many with groups; long names among them."""

from common.fields import Field
from common.protocol.processing import DirectoryEntry
from common.words import Words
from tests.agent_terminal.centre import orders, provider

MOBILE = Words("Мобильная связь", "Mobile")
HOME = Words("ЖКХ и свет", "Utilities")
NETWORK = Words("Интернет и ТВ", "Internet and TV")
GAMES = Words("Игры и кошельки", "Games and wallets")
FINES = Words("Штрафы и налоги", "Fines and taxes")

PHONE = Field(
    name="account",
    label=Words("Номер телефона", "Phone number"),
    regex=r"9\d{9}",
    type="phone",
    mask="(___) ___-__-__",
    hint=Words("Без восьмёрки", "Without the leading 8"),
    example="9123456789",
    error=Words("Номер начинается с 9. Исправьте первую цифру.", "The number starts with 9. Correct the first digit."),
)
ACCOUNT = Field(
    name="account",
    label=Words("Лицевой счёт", "Account number"),
    regex=r"\d{10}",
    type="digits",
    hint=Words("В правом верхнем углу квитанции", "In the top right corner of the bill"),
    example="4401928374",
    error=Words("В лицевом счёте десять цифр", "An account number has ten digits"),
)
FLAT = Field(
    name="flat",
    label=Words("Квартира", "Flat"),
    regex=r"\d{1,4}",
    type="digits",
    example="12",
    error=Words("Номер квартиры: от одной до четырёх цифр", "A flat's number has one to four digits"),
)
NICKNAME = Field(
    name="account",
    label=Words("Имя в игре", "Player's name"),
    regex=r"[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё0-9_]{2,19}",
    hint=Words("Как в личном кабинете", "As in your profile"),
    example="Orel_2000",
)

PRINTED = Field(
    name="account",
    label=Words("Номер под штрихкодом", "Number under the barcode"),
    regex=r"\d{13}",
    type="digits",
    example="4600051000057",
)

MEGAFON, MTS, FLATS, FIXED, DEAR, PLAYER, STREETLIGHT = 1, 2, 3, 4, 5, 6, 7
BARCODE = "4601546021298"
NUMBER, BILL, FLAT_NUMBER = "9123456789", "4401928374", "12"
FIXED_SUM, DEAR_SUM = 43_750, 900_000_000

FEW = [
    provider(MEGAFON, name=Words("МегаФон", "MegaFon"), group=MOBILE, fields=[PHONE]),
    provider(MTS, name=Words("МТС", "MTS"), group=MOBILE, fields=[PHONE]),
    provider(FLATS, name=Words("УК «Северное сияние»", "Northern Lights Housing"), group=HOME, fields=[ACCOUNT, FLAT]),
    provider(
        FIXED,
        name=Words("Домофон-Сервис", "Intercom"),
        group=HOME,
        fields=[ACCOUNT],
        minimum=FIXED_SUM,
        maximum=FIXED_SUM,
    ),
    provider(
        DEAR, name=Words("Автосалон", "Car dealer"), group=FINES, fields=[ACCOUNT], minimum=DEAR_SUM, maximum=DEAR_SUM
    ),
    provider(PLAYER, name=Words("Мир кораблей", "World of Ships"), group=GAMES, fields=[NICKNAME]),
    provider(STREETLIGHT, name=Words("Горсвет", "Streetlight"), group=HOME, fields=[PRINTED]),
]
"""Some of them want something special: two fields, exactly one sum, more than the agent's deposit."""


SHOPS = [*FEW[:3], orders()]
"""Orders of shops among them: the centre names the one sum that each costs."""
ORDER, ORDER_CODE, ORDER_SUM = 0, "123456782", 25_500


def _many() -> list[DirectoryEntry]:
    names = ("Билайн", "Beeline"), ("Т2", "T2"), ("Ростелеком Мобайл", "Rostelecom Mobile"), ("Йота", "Yota")
    more = [provider(10 + at, name=Words(ru, en), group=MOBILE, fields=[PHONE]) for at, (ru, en) in enumerate(names)]
    homes = ("Водоканал", "Waterworks"), ("Энергосбыт Восточный", "Eastern Power"), ("Газпром", "Gazprom")
    more += [provider(20 + at, name=Words(ru, en), group=HOME, fields=[ACCOUNT]) for at, (ru, en) in enumerate(homes)]
    more += [
        provider(30, name=Words("Ростелеком", "Rostelecom"), group=NETWORK, fields=[ACCOUNT]),
        provider(31, name=Words("Дом.ру", "Dom.ru"), group=NETWORK, fields=[ACCOUNT]),
    ]
    return [*FEW, *more]


MANY = _many()
"""Five groups of them; one alone nearly fills a screen."""
