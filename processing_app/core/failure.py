"""Why a payment failed: a tree of reasons, and the six codes that payers are shown. Source: reference/payments.md C.3.

A path is words joined by colons, `authorization_failed:insufficient_funds`; it may end at any word of the tree.
"""

from enum import StrEnum
from typing import Any

from common.errors import Broken
from common.words import Words

_LIMIT: dict[str, Any] = {"amount": {"operation": {}, "daily": {}, "weekly": {}, "monthly": {}}, "number": {}}
TREE: dict[str, Any] = {
    "rejected_by_inspector": {},
    "preauthorization_failed": {"unknown": {}, "three_ds_not_finished": {}, "three_ds_failed": {}, "card_blocked": {}},
    "authorization_failed": {
        "unknown": {},
        "merchant_blocked": {},
        "operation_blocked": {},
        "account_not_found": {},
        "account_blocked": {},
        "account_stolen": {},
        "insufficient_funds": {},
        "account_limit_exceeded": _LIMIT,
        "provider_limit_exceeded": _LIMIT,
        "shop_limit_exceeded": _LIMIT,
        "payment_tool_rejected": {
            "bank_card_rejected": {
                "card_number_invalid": {},
                "card_expired": {},
                "card_holder_invalid": {},
                "cvv_invalid": {},
                "issuer_not_found": {},
            },
        },
        "security_policy_violated": {},
        "temporarily_unavailable": {},
        "rejected_by_issuer": {},
        "processing_deadline_reached": {},
    },
    "no_route_found": {
        "unknown": {},
        "risk_score_is_too_high": {},
        "forbidden": {},
        "rejected": {
            "limit_overflow": {},
            "adapter_unavailable": {},
            "provider_conversion_is_too_low": {},
            "limit_misconfiguration": {},
        },
    },
    "refund_failed": {"unknown": {}, "terms_violated": {"insufficient_merchant_funds": {}}},
}
DEADLINE = "authorization_failed:processing_deadline_reached"
UNKNOWN = "authorization_failed:unknown"


class Shown(StrEnum):
    """What a payer is told; the rest is between the centre and its banks."""

    TOOL = "InvalidPaymentTool"
    LIMITS = "AccountLimitsExceeded"
    FUNDS = "InsufficientFunds"
    PREAUTHORIZATION = "PreauthorizationFailed"
    ISSUER = "RejectedByIssuer"
    REJECTED = "PaymentRejected"


SHOWN: dict[str, Shown] = {
    "preauthorization_failed": Shown.PREAUTHORIZATION,
    "authorization_failed:account_not_found": Shown.TOOL,
    "authorization_failed:account_blocked": Shown.TOOL,
    "authorization_failed:account_stolen": Shown.TOOL,
    "authorization_failed:insufficient_funds": Shown.FUNDS,
    "authorization_failed:account_limit_exceeded": Shown.LIMITS,
    "authorization_failed:payment_tool_rejected": Shown.TOOL,
    "authorization_failed:rejected_by_issuer": Shown.ISSUER,
}
"""The beginning of a path → what is shown; the longest counts, anything else is PaymentRejected."""
WORDS: dict[Shown, Words] = {
    Shown.TOOL: Words(
        "Карта не принята: проверьте её данные или заплатите другой. Деньги не списаны.",
        "The card was not accepted: check its data or pay with another. No money was taken.",
    ),
    Shown.LIMITS: Words(
        "Превышен лимит по карте. Деньги не списаны. Заплатите другой картой или обратитесь в свой банк.",
        "The card's limit is exceeded. No money was taken. Pay with another card or ask your bank.",
    ),
    Shown.FUNDS: Words(
        "На карте не хватает денег. Ничего не списано. Пополните её или заплатите другой.",
        "There is too little money on the card. Nothing was taken. Top it up or pay with another.",
    ),
    Shown.PREAUTHORIZATION: Words(
        "Банк не подтвердил, что платите вы (3-D Secure). Деньги не списаны. Попробуйте ещё раз.",
        "The bank did not confirm that it is you who pays (3-D Secure). No money was taken. Try again.",
    ),
    Shown.ISSUER: Words(
        "Банк, выпустивший карту, отказал. Деньги не списаны. Позвоните в него или заплатите другой картой.",
        "The bank that issued the card refused. No money was taken. Call it, or pay with another card.",
    ),
    Shown.REJECTED: Words(
        "Платёж не прошёл. Если банк успел заблокировать деньги, они вернутся. Попробуйте ещё раз.",
        "The payment did not go through. Should the bank have held money, it comes back. Try again.",
    ),
}


def known(path: str) -> bool:
    """Whether a path leads through the tree."""
    at = TREE
    for word in path.split(":"):
        if word not in at:
            return False
        at = at[word]
    return True


def demand(path: str) -> str:
    """The path itself, if it is one; an adapter that says anything else is garbage: Broken `invalid_transition`."""
    if not known(path):
        raise Broken("invalid_transition", f"failure {path[:100]!r}")
    return path


def shown(path: str) -> Shown:
    """What a payer is told of it."""
    words = path.split(":")
    for length in range(len(words), 0, -1):
        found = SHOWN.get(":".join(words[:length]))
        if found is not None:
            return found
    return Shown.REJECTED


def paths() -> list[str]:
    """Every path of the tree."""
    return list(_paths(TREE, ""))


def _paths(tree: dict[str, Any], before: str) -> list[str]:
    found = []
    for word, below in tree.items():
        path = f"{before}:{word}" if before else word
        found += [path, *_paths(below, path)]
    return found
