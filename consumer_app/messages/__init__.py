"""What a person asks the consumer's program, and what it answers: contracts, uses, news, what a contract is worth."""

from consumer_app.messages.contracts import (
    AddContract,
    AskConnection,
    AskContracts,
    Contracts,
    ContractShown,
    EditContract,
    OneContract,
    Reach,
    Trouble,
    TryContract,
    WriteContract,
)
from consumer_app.messages.news import AskNews, News, NewsHeard
from consumer_app.messages.uses import AskUses, FindUse, RetryUses, Use, UseKnown, Uses, UsesRetried
from consumer_app.messages.worth import (
    AskHistory,
    AskSummary,
    AskTopUp,
    BalancePoint,
    ContractSummary,
    History,
    HistoryRow,
    TopUpCode,
)

__all__ = [
    "AddContract",
    "AskConnection",
    "AskContracts",
    "AskHistory",
    "AskNews",
    "AskSummary",
    "AskTopUp",
    "AskUses",
    "BalancePoint",
    "ContractShown",
    "ContractSummary",
    "Contracts",
    "EditContract",
    "FindUse",
    "History",
    "HistoryRow",
    "News",
    "NewsHeard",
    "OneContract",
    "Reach",
    "RetryUses",
    "TopUpCode",
    "Trouble",
    "TryContract",
    "Use",
    "UseKnown",
    "Uses",
    "UsesRetried",
    "WriteContract",
]
