"""Tariffs and the services they declare: what is sound, and the set a new provider may begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from common.errors import Rejected
from common.money import LARGEST

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


def demand_code(name: str, code: str) -> None:
    """Refuse a code that is not a small Latin word."""
    if not CODE.fullmatch(code):
        raise Rejected("wrong_value", f"{name}: «{code[:40]}» ({CODE.pattern})")


def demand_name(name: str, words: tuple[str, str]) -> None:
    """Refuse a name without words in both languages."""
    if not all(0 < len(word) <= LONGEST_TEXT and word.isprintable() for word in words):
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
