"""Everything that may be wrong with objects of the domain as they are written, said about each field in words."""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from common import addresses
from common.http_client import trust
from common.money import LARGEST, RUB
from common.words import Words
from processing_app.core import fitting, flows, requisites
from processing_app.core.domain import (
    LONGEST_HOLD,
    LONGEST_LIFETIME,
    METHODS,
    SHORTEST_HOLD,
    SHORTEST_LIFETIME,
    SYSTEMS,
    TAX_SYSTEMS,
    Bank,
    DomainObject,
    Owner,
    Payee,
    PosObject,
    Shop,
    Terms,
)

Objects = Mapping[tuple[str, str], DomainObject]
"""Every object by kind and id, as it will be."""
Fault = tuple[str, Words]
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST_NAME = 120
MOST_ADDRESSES = 20
MOST_FLOWS = 16
ADAPTERS = ("simulated", "simulated-app")

BAD_ID = Words(
    "Номер объекта: от 1 до 40 латинских букв, цифр, - и _", "An id is 1 to 40 Latin letters, digits, - and _"
)
BAD_NAME = Words("Нужно название до {most} знаков", "A name of up to {most} characters is needed")
NOT_THERE = Words("Нет такого объекта: «{id}»", "There is no such object: «{id}»")
BAD_INN = Words(
    "ИНН из 10 или 12 цифр не сходится: «{given}»", "A taxpayer's number of 10 or 12 digits: «{given}» is none"
)
ONE_OF = Words("Допустимо: {known}", "One of: {known}")
BAD_BIC = Words("БИК — девять цифр, начинается с 04: «{given}»", "A BIC is nine digits from 04: «{given}» is none")
BAD_ACCOUNT = Words(
    "Счёт из 20 цифр не сходится с БИК: «{given}»", "An account of 20 digits that its BIC proves: «{given}» is none"
)
NO_METHODS = Words("Нужен хотя бы один способ оплаты", "At least one payment method is needed")
TWICE = Words("Повторяется: {given}", "Said twice: {given}")
LIMITS = Words(
    "Границы суммы перевёрнуты, не больше нуля или слишком велики",
    "The limits of sums are the wrong way round, not above zero or too large",
)
CURRENCY = Words("Расчёты ведутся в рублях, а не в {given}", "Settlements are in roubles, not in {given}")
LIFETIME = Words("Время жизни платежа от {least} до {most} секунд", "A payment lives from {least} to {most} seconds")
HOLD = Words("Холд держится от {least} до {most} секунд", "A hold lasts from {least} to {most} seconds")
LEVY = Words(
    "Сбор за опротестование не бывает меньше нуля или больше {most}",
    "A levy is never below zero nor above {most}",
)
TOO_MANY = Words("Не больше {most}", "No more than {most}")
IDLE = Words("Формула {n} ничего не берёт", "Formula {n} takes nothing")
FORMULA = Words("Формула {n}: {why}", "Formula {n}: {why}")
COMPLEX = Words("Формула {n} слишком сложная или с огромными числами", "Formula {n} is too complex or too large")
TOO_MUCH = Words(
    "Формулы берут больше, чем есть, с какой-то суммы от {least} до {most} коп.",
    "The formulas take more than there is of some sum from {least} to {most} kopecks",
)
BAD_ORIGIN = Words(
    "Страница магазина указывается как https://имя[:порт] без пути, http только на этом компьютере: «{given}»",
    "An origin is https://name[:port] without a path, http on this computer only: «{given}»",
)
BAD_RETURN = Words(
    "Адрес возврата начинается с https:// (http только на этом компьютере), без логина и «#»: «{given}»",
    'A return URL begins with https:// (http on this computer only), without a login or "#": «{given}»',
)


def of_object(thing: DomainObject, after: Objects) -> Iterator[Fault]:
    """What is wrong with an object: the field and the words; `after` is the domain as it would be."""
    if not ID.fullmatch(thing.id):
        yield "id", BAD_ID
    if not 0 < len(thing.name.strip()) <= LONGEST_NAME or not thing.name.isprintable():
        yield "name", BAD_NAME.format(most=LONGEST_NAME)
    yield from _own(thing, after)


def _own(thing: DomainObject, after: Objects) -> Iterator[Fault]:
    """What is wrong with the fields that this kind alone has."""
    match thing:
        case Owner():
            return _of_owner(thing)
        case Shop():
            return _refers("owner", thing.owner_id, after)
        case Payee():
            return _of_payee(thing, after)
        case Terms():
            return _of_terms(thing, after)
        case Bank():
            return _of("adapter", (thing.adapter,), ADAPTERS)
        case PosObject():
            return _of_pos(thing, after)


def _of_owner(thing: Owner) -> Iterator[Fault]:
    if not requisites.is_inn(thing.inn):
        yield "inn", BAD_INN.format(given=thing.inn[:20])
    yield from _of("tax_system", (thing.tax_system,), TAX_SYSTEMS)


def _of_payee(thing: Payee, after: Objects) -> Iterator[Fault]:
    yield from _refers("owner", thing.owner_id, after)
    if not requisites.is_bic(thing.bic):
        yield "bic", BAD_BIC.format(given=thing.bic[:20])
    elif not requisites.is_account(thing.account, thing.bic):
        yield "account", BAD_ACCOUNT.format(given=thing.account[:30])


def _of_pos(thing: PosObject, after: Objects) -> Iterator[Fault]:
    yield from _refers("shop", thing.shop_id, after)
    yield from _refers("payee", thing.payee_id, after)
    yield from _refers("terms", thing.terms_id, after)
    yield from _each("origins", thing.origins, _is_origin, BAD_ORIGIN)
    yield from _each("return_urls", thing.return_urls, _is_return, BAD_RETURN)


def _of_terms(thing: Terms, after: Objects) -> Iterator[Fault]:
    yield from _refers("bank", thing.bank, after, field="bank")
    if not thing.methods:
        yield "methods", NO_METHODS
    yield from _of("methods", thing.methods, METHODS)
    yield from _of("systems", thing.systems, SYSTEMS)
    if thing.currency != RUB:
        yield "currency", CURRENCY.format(given=thing.currency[:10])
    if not SHORTEST_LIFETIME <= thing.lifetime_seconds <= LONGEST_LIFETIME:
        yield "lifetime_seconds", LIFETIME.format(least=SHORTEST_LIFETIME, most=LONGEST_LIFETIME)
    if not SHORTEST_HOLD <= thing.hold_seconds <= LONGEST_HOLD:
        yield "hold_seconds", HOLD.format(least=SHORTEST_HOLD, most=LONGEST_HOLD)
    if not 0 <= thing.levy <= LARGEST:
        yield "levy", LEVY.format(most=LARGEST)
    if not 0 < thing.minimum <= thing.maximum <= LARGEST:
        yield "minimum", LIMITS
    else:
        yield from _of_flows(thing)


def _of_flows(terms: Terms) -> Iterator[Fault]:
    if len(terms.flows) > MOST_FLOWS:
        yield "flows", TOO_MANY.format(most=MOST_FLOWS)
        return
    found: list[Fault] = []
    for place, flow in enumerate(terms.flows):
        if not fitting.simple(flow.volume):
            found.append((f"flows.{place}", COMPLEX.format(n=place + 1)))
    if not found:
        for place, why in flows.faults(terms.flows):
            found.append(
                (
                    f"flows.{place}",
                    Words(FORMULA.ru.format(n=place + 1, why=why.ru), FORMULA.en.format(n=place + 1, why=why.en)),
                )
            )
    if found:
        yield from found
        return
    for place, flow in enumerate(terms.flows):
        if fitting.idle(flow, terms.rounding, terms.maximum):
            yield f"flows.{place}", IDLE.format(n=place + 1)
    if not fitting.fits(terms.flows, terms.rounding, terms.minimum, terms.maximum):
        yield "flows", TOO_MUCH.format(least=terms.minimum, most=terms.maximum)


def _refers(kind: str, object_id: str, after: Objects, *, field: str = "") -> Iterator[Fault]:
    if (kind, object_id) not in after:
        yield field or f"{kind}_id", NOT_THERE.format(id=object_id[:40])


def _of(field: str, given: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Fault]:
    if not set(given) <= set(known):
        yield field, ONE_OF.format(known=", ".join(known))
    elif len(set(given)) < len(given):
        yield field, TWICE.format(given=", ".join(given))


def _each(field: str, given: tuple[str, ...], good: Callable[[str], bool], words: Words) -> Iterator[Fault]:
    if len(given) > MOST_ADDRESSES:
        yield field, TOO_MANY.format(most=MOST_ADDRESSES)
        return
    if len(set(given)) < len(given):
        yield field, TWICE.format(given=", ".join(given)[:200])
    for place, one in enumerate(given):
        if not good(one):
            yield f"{field}.{place}", words.format(given=one[:80])


def _is_origin(text: str) -> bool:
    """As a browser writes it: lower case, no path, no port that the scheme means anyway."""
    if addresses.wrong(text) is not None or text != text.lower():
        return False
    parts = urlsplit(text)
    return text == f"{parts.scheme}://{parts.netloc}" and _private(text) and not text.endswith((":443", ":80"))


def _is_return(text: str) -> bool:
    """Whole, with its path and perhaps a query; a payer is sent to nothing else."""
    return "#" not in text and addresses.wrong(text.partition("?")[0]) is None and _private(text)


def _private(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme == "https" or trust.is_loopback(parts.hostname or "")
