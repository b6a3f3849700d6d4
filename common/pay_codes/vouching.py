"""Whether the centre vouches for a code: its signature by the public keys that are at hand, told in words."""

from typing import NamedTuple

from common.pay_codes import signing
from common.pay_codes.explained import Notes
from common.pay_codes.signing import Said
from common.protocol.wallets.codes import QrKeys
from common.words import Words

UNCHECKED = Words(
    "Код нашей сети. Подпись не проверена: открытые ключи центра не даны.",
    "A code of our network. Its signature was not checked: no public keys of the centre were given.",
)
GOOD = Words(
    "Код нашей сети, подпись центра верна: по нему можно платить. Имя получателя смотрите в справочнике.",
    "A code of our network, the centre's signature is right: it can be paid. See the directory for the payee's name.",
)
BAD = Words(
    "По этому коду не платят: центр за него не ручается.", "It cannot be paid: the centre does not vouch for it."
)


class Verdict(NamedTuple):
    """Whether our network pays by a code, and why."""

    payable: bool
    why: Words


def judge(said: Said, signature: str, keys: QrKeys | None, notes: Notes) -> Verdict:
    """The signature of a code, checked where there are keys; what is wrong becomes a problem."""
    if keys is None:
        return Verdict(payable=False, why=UNCHECKED)
    key = next((one for one in keys.keys if one.key_id == said.key_id), None)
    if key is None:
        _wrong(
            notes, "qr_unknown_key", f"Ключа {said.key_id[:20]} у центра нет",
            f"The centre has no key {said.key_id[:20]}", "Код выпустил не этот центр. Возьмите код у продавца заново.",
            "Not this centre made the code. Take it from the seller anew.",
        )  # fmt: skip
    elif key.state == "retired":
        _wrong(
            notes, "qr_retired_key", f"Ключ {key.key_id} отозван", f"Key {key.key_id} is retired",
            "Попросите у продавца новый код.", "Ask the seller for a new code.",
        )  # fmt: skip
    elif not signing.verifies(bytes.fromhex(key.public), keys.centre, said, signature):
        _wrong(
            notes, "qr_wrong_signature", "Подпись центра не сходится", "The centre's signature does not fit",
            "Код подменили или повредили: не платите, скажите продавцу.",
            "The code was changed or damaged: do not pay, tell the seller.",
        )  # fmt: skip
    else:
        return Verdict(payable=True, why=GOOD)
    return Verdict(payable=False, why=BAD)


def unsigned(notes: Notes) -> Verdict:
    """A code that says it is ours, and nobody has signed it."""
    _wrong(
        notes, "qr_not_signed", "Код назван нашим, но не подписан", "It calls itself ours, but is not signed",
        "Не платите: такой код мог сделать кто угодно.", "Do not pay: anybody could have made it.",
    )  # fmt: skip
    return Verdict(payable=False, why=BAD)


def _wrong(notes: Notes, code: str, ru: str, en: str, do_ru: str, do_en: str) -> None:
    notes.wrong(code, Words(ru, en), "81", Words(do_ru, do_en))
