"""Bank details as the Bank of Russia and the tax service check them: control keys of accounts, INN, KPP, OKTMO, BIC."""

import re

WEIGHTS = (7, 1, 3)
INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_12 = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
ACCOUNT = re.compile(r"[0-9]{20}")
TREASURY = ("03", "40102")
"""Beginnings of accounts of the treasury, whose control key follows a rule of its own."""


def account_fits(account: str, bic: str) -> bool:
    """Whether an account of 20 digits may be kept at the bank of this BIC (Bank of Russia 515, 08.09.1997).

    At a settlement centre (its BIC ends with 000, 001 or 002) the key is that of a correspondent account.
    """
    if bic[6:] in ("000", "001", "002"):
        return correspondent_fits(account, bic)
    return _key_fits(bic[6:] + account)


def correspondent_fits(account: str, bic: str) -> bool:
    """Whether a bank of this BIC may have this account at the Bank of Russia."""
    return _key_fits("0" + bic[4:6] + account)


def with_key(account: str, bic: str) -> str:
    """The account with its control key, the ninth digit, put right for a bank."""
    tries = (f"{account[:8]}{key}{account[9:]}" for key in range(10))
    return next(one for one in tries if account_fits(one, bic))


def of_treasury(account: str) -> bool:
    """Whether the account is one of the treasury's."""
    return account.startswith(TREASURY)


def is_account(text: str) -> bool:
    """20 digits."""
    return bool(ACCOUNT.fullmatch(text))


def is_bic(text: str) -> bool:
    """Nine digits, the first of them 0: of Russia."""
    return bool(re.fullmatch(r"0[0-9]{8}", text))


def inn_fits(inn: str) -> bool:
    """Whether an INN of 10 digits (a company) or 12 (a person) ends with its control digits."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", inn):
        return False
    if len(inn) == 10:
        return _control(inn, INN_10) == inn[9]
    return _control(inn, INN_12[0]) + _control(inn, INN_12[1]) == inn[10:]


def is_kpp(text: str) -> bool:
    """Four digits of the tax office, two of the reason, digits or capital letters, and three of the number."""
    return bool(re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", text))


def is_oktmo(text: str) -> bool:
    """8 digits of a municipality or 11 of a settlement."""
    return bool(re.fullmatch(r"[0-9]{8}|[0-9]{11}", text))


def _key_fits(digits: str) -> bool:
    """The sum of the last digits of the products is a multiple of ten; False for other than 23 digits."""
    if len(digits) != 23 or not (digits.isascii() and digits.isdecimal()):
        return False
    return sum(int(digit) * WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits)) % 10 == 0


def _control(inn: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(inn, weights, strict=False)) % 11 % 10)
