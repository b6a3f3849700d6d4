"""What the operator does with keys of shops and tokens: issue, list, revoke, rotate, act for a shop."""

from common.operation import Operation
from common.words import Words
from processing_app.service.asks import access as asks

TOLD_ONCE = frozenset({"key", "token"})

ACCESS: tuple[Operation, ...] = (
    Operation(
        "issue-shop-key", "write", asks.IssueShopKey, asks.ShopKeyIssued,
        Words("Выпустить ключ магазина: показывается один раз", "Issue a shop's key: it is told once"),
        TOLD_ONCE, within="platform.access",
    ),
    Operation(
        "shop-keys", "read", asks.AskShopKeys, asks.ShopKeys,
        Words("Ключи магазинов", "Keys of shops"), within="platform.access",
    ),
    Operation(
        "revoke-shop-key", "write", asks.RevokeShopKey, asks.ShopKeyRow,
        Words("Отозвать ключ магазина", "Revoke a shop's key"), within="platform.access",
    ),
    Operation(
        "revoke-tokens", "write", asks.RevokeTokensOf, asks.TokensRevoked,
        Words("Отозвать токен или все токены владельца", "Revoke a token, or all tokens of one"),
        within="platform.access",
    ),
    Operation(
        "rotate-token-key", "write", asks.RotateTokenKey, asks.TokenKeyRotated,
        Words("Подписывать токены новым ключом", "Sign tokens by a new key"), within="platform.access",
    ),
    Operation(
        "impersonate", "write", asks.Impersonate, asks.TokenIssued,
        Words("Действовать от имени магазина: короткий токен", "Act for a shop: a short token"),
        TOLD_ONCE, within="platform.access",
    ),
    Operation(
        "impersonations", "read", asks.AskImpersonations, asks.Impersonations,
        Words("Кто действовал от чьего имени", "Who acted for whom"), within="platform.access",
    ),
    Operation(
        "issue-account-token", "write", asks.IssueAccountToken, asks.TokenIssued,
        Words("Выпустить токен для просмотра счёта точки", "Issue a token that shows a POS's account"),
        TOLD_ONCE, within="platform.access",
    ),
)  # fmt: skip
