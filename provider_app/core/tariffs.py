"""Tariffs and the services they declare: what is sound, and the set a new provider may begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from common.errors import Rejected
from common.money import LARGEST
from common.words import Words
from provider_app.core import numbers

CODE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
MOST_SERVICES = 50
LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of a tariff: its code, label and unit in both languages, the price of one unit in minor units."""

    code: str
    label: tuple[str, str]
    unit: tuple[str, str]
    price: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A tariff: its code, name in both languages, number plan and services."""

    code: str
    name: tuple[str, str]
    numbers: str
    offers: tuple[Offer, ...]


MINUTE, PIECE, MEGABYTE, DAY, MONTH = (
    ("минута", "minute"),
    ("штука", "piece"),
    ("мегабайт", "megabyte"),
    ("день", "day"),
    ("месяц", "month"),
)
MOBILE = Plan(
    "mobile",
    ("Мобильный", "Mobile"),
    "9XXXXXXXXX",
    (
        Offer("call", ("Позвонить", "Call"), MINUTE, 250),
        Offer("sms", ("Отправить SMS", "Send an SMS"), PIECE, 190),
        Offer("internet", ("Выйти в интернет", "Go online"), MEGABYTE, 30),
        Offer("ringtone", ("Сменить мелодию", "Change the ringtone"), PIECE, 5_000),
    ),
)
HOME = Plan(
    "home",
    ("Домашний интернет", "Home internet"),
    "XXXXXXXX",
    (
        Offer("internet", ("Выйти в интернет", "Go online"), DAY, 2_000),
        Offer("television", ("Смотреть телевидение", "Watch television"), DAY, 900),
        Offer("address", ("Постоянный адрес", "Fixed address"), MONTH, 15_000),
    ),
)
STANDARD = (MOBILE, HOME)


WRONG_CODE = Words(
    "Код: маленькие латинские буквы, цифры, «-» и «_», первой буква.",
    'A code has small Latin letters, digits, "-", "_".',
)
NO_NAME = Words(f"Впишите название, до {LONGEST_TEXT} знаков.", f"Type the name, at most {LONGEST_TEXT} characters.")
WRONG_PLAN = Words(
    f"План номеров: цифры и X, до {numbers.LONGEST} знаков, хотя бы один X.",
    f"A plan has digits and X, at most {numbers.LONGEST} of them, and at least one X.",
)
NO_SERVICES = Words("Добавьте хотя бы одну услугу.", "Add a service.")
TOO_MANY_SERVICES = Words(f"Услуг не больше {MOST_SERVICES}.", f"There are at most {MOST_SERVICES} services.")
TWICE = Words("Услуга с таким кодом уже есть.", "There is a service of this code already.")
WRONG_PRICE = Words("Цена: от 0 и не больше десяти миллиардов.", "A price is 0 or more, up to ten billion.")
Mistakes = list[tuple[str, Words]]


def mistakes(code: str, name: tuple[str, str], plan: str, offers: Sequence[Offer]) -> Mistakes:
    """Everything to correct in a tariff, by field: `services.0.price`."""
    found = [] if CODE.fullmatch(code) else [("code", WRONG_CODE)]
    found += [] if is_named(name) else [("name_ru", NO_NAME)]
    found += [] if numbers.is_plan(plan) else [("numbers", WRONG_PLAN)]
    if not offers:
        found.append(("services", NO_SERVICES))
    if len(offers) > MOST_SERVICES:
        found.append(("services", TOO_MANY_SERVICES))
    codes = [offer.code for offer in offers]
    for place, offer in enumerate(offers):
        found += [
            (f"services.{place}.{field}", words) for field, words in _of_offer(offer, offer.code in codes[:place])
        ]
    return found


def _of_offer(offer: Offer, again: bool) -> Mistakes:
    found = [] if CODE.fullmatch(offer.code) else [("code", WRONG_CODE)]
    found += [("code", TWICE)] if again else []
    found += [] if is_named(offer.label) else [("label", NO_NAME)]
    found += [] if is_named(offer.unit) else [("unit", NO_NAME)]
    return found + ([] if 0 <= offer.price <= LARGEST else [("price", WRONG_PRICE)])


def is_named(words: tuple[str, str]) -> bool:
    """Whether there is a name in both languages."""
    return all(0 < len(word) <= LONGEST_TEXT and word.isprintable() for word in words)


def demand_code(name: str, code: str) -> None:
    """Refuse a code that is not a small Latin word."""
    if not CODE.fullmatch(code):
        raise Rejected("wrong_value", f"{name}: «{code[:40]}» ({CODE.pattern})")


def demand_name(name: str, words: tuple[str, str]) -> None:
    """Refuse a name without words in both languages."""
    if not is_named(words):
        raise Rejected("wrong_value", f"{name}: ru, en")


def demand_offers(offers: Sequence[Offer]) -> None:
    """Refuse no services, a code twice, a price below zero or beyond reason."""
    codes = [offer.code for offer in offers]
    if not 0 < len(codes) <= MOST_SERVICES or len(set(codes)) != len(codes):
        raise Rejected("wrong_value", f"services: {', '.join(codes)[:200] or '—'}")
    for offer in offers:
        demand_code("service", offer.code)
        demand_name(f"{offer.code}.label", offer.label)
        demand_name(f"{offer.code}.unit", offer.unit)
        if not 0 <= offer.price <= LARGEST:
            raise Rejected("wrong_value", f"{offer.code}.price: {offer.price}")
