"""A group of hops as a list shows it: its title, its sums, its state, which hop repeats which."""

import re
from collections.abc import Mapping, Sequence

from common.money import RUB
from common.words import Words, same
from launcher_app.feed.doors import Part, called, part_of
from launcher_app.feed.facts import Facts
from launcher_app.feed.hop import Hop
from launcher_app.stories.group import Group
from launcher_app.stories.status import status_of
from launcher_app.stories.story import Story, StoryKind
from launcher_app.stories.wallet_words import is_of_wallet

PAYMENT = Words("Платёж", "Payment")
USE = Words("Услуга", "Service")
POLLS = Words("Опросы", "Polls")
NAMELESS = Words("поставщик {n}", "provider {n}")
MOBILE = re.compile(r"(9\d\d)(\d{3})(\d\d)(\d\d)")
KEY = "idempotency-key"


def told(group: Group, providers: Mapping[int, Words]) -> Story:
    """The story; `providers` are the names of the centre's directory."""
    hops = group.in_order()
    said = [group.facts[hop.number] for hop in hops]
    name = _provider(group.provider_id, providers)
    account = next((one.account for one in said if one.account), "")
    paying = next((one for one in said if one.inserted is not None), None)
    moved = next((one for one in (paying, *said) if one and one.amount is not None), None)
    return Story(
        key=group.key,
        kind=group.kind,
        code=group.code if group.kind in (StoryKind.PAYMENT, StoryKind.USE) else "",
        words=_title(group, hops, name, account),
        began_ms=hops[0].at_ms,
        hops=tuple(hop.number for hop in hops),
        account=account,
        provider=name.ru,
        payment_id=group.payment_id,
        inserted=paying.inserted if paying else None,
        amount=moved.amount if moved else None,
        currency=moved.currency if moved else RUB,
        of_wallet=group.kind is StoryKind.PAYMENT and is_of_wallet(hops),
        status=status_of(hops, group.told) if group.kind is StoryKind.PAYMENT else None,
        repeats=repeats(hops, group.facts),
    )


def repeats(hops: Sequence[Hop], said: Mapping[int, Facts]) -> dict[int, int]:
    """Which hop asks what another one asked first: the same door, the same arrow, the same operation's id."""
    first: dict[tuple[object, ...], int] = {}
    found: dict[int, int] = {}
    for hop in hops:
        if part_of(hop) in (Part.POLL, None):
            continue
        operation = _operation(hop, said[hop.number])
        original = first.setdefault((hop.arrow, hop.receiver_seat, hop.verb, operation), hop.number)
        if original != hop.number:
            found[hop.number] = original
    return found


def _operation(hop: Hop, said: Facts) -> str:
    keys = (value for name, value in hop.request_headers.items() if name.lower() == KEY)
    return next(keys, "") or said.payment_id or said.use_id or said.number


def account_shown(account: str) -> str:
    """«+7 912 345-67-89» for a mobile number, anything else as it is."""
    found = MOBILE.fullmatch(account)
    return f"+7 {found[1]} {found[2]}-{found[3]}-{found[4]}" if found else account


def _title(group: Group, hops: Sequence[Hop], provider: Words, account: str) -> Words:
    shown = account_shown(account)
    if group.kind is StoryKind.PAYMENT:
        return _joined(PAYMENT, group.code or group.key, provider, shown)
    if group.kind is StoryKind.USE:
        return _joined(USE, group.code, Words("", ""), shown)
    if group.kind is StoryKind.POLLS:
        return Words(f"{POLLS.ru} ×{len(hops)}", f"{POLLS.en} ×{len(hops)}")
    words = called(hops[0])
    return _joined(Words(_capital(words.ru), _capital(words.en)), "", Words("", ""), shown)


def _joined(what: Words, code: str, provider: Words, account: str) -> Words:
    head = Words(f"{what.ru} {code}".strip(), f"{what.en} {code}".strip())
    return Words(
        " · ".join(part for part in (head.ru, provider.ru, account) if part),
        " · ".join(part for part in (head.en, provider.en, account) if part),
    )


def _provider(number: int, providers: Mapping[int, Words]) -> Words:
    return providers.get(number) or (NAMELESS.format(n=number) if number else same(""))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
