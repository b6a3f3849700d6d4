"""Numbers by which Russian legal entities and accounts are known: each carries digits that prove the others."""

INN_ENTITY = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_PERSON = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
ACCOUNT_WEIGHTS = (7, 1, 3)


def is_inn(text: str) -> bool:
    """Whether this can be a taxpayer's number: 10 digits of an entity or 12 of a person, the last ones proving it."""
    if not (text.isascii() and text.isdigit()):
        return False
    digits = [int(one) for one in text]
    if len(digits) == 10:
        return _proof(digits, INN_ENTITY) == digits[9]
    return len(digits) == 12 and [_proof(digits, weights) for weights in INN_PERSON] == digits[10:]


def is_bic(text: str) -> bool:
    """Whether this can be a bank's BIC: nine digits, Russia's own begin with 04."""
    return text.isascii() and text.isdigit() and len(text) == 9 and text.startswith("04")


def is_account(account: str, bic: str) -> bool:
    """Whether this can be an account of 20 digits in the bank of this BIC, whose last three prove it together."""
    if not (account.isascii() and account.isdigit() and len(account) == 20 and is_bic(bic)):
        return False
    digits = [int(one) for one in bic[-3:] + account]
    return sum(one * ACCOUNT_WEIGHTS[place % 3] for place, one in enumerate(digits)) % 10 == 0


def _proof(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(one * weight for one, weight in zip(digits, weights, strict=False)) % 11 % 10
