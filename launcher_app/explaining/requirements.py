"""Sentences of the task that an exchange fulfils, in both languages.

Of the network of terminals the Russian is as it stands in the task, of wallets the English.
"""

from common.words import Words
from launcher_app.grading import quotes

BASIC = Words(quotes.BASIC, "all exchanges over HTTP with Basic Authentication")
USE = Words(quotes.USE, "a use of a service is a POST to its provider, as the contract says")
SERVICES = Words(
    quotes.SERVICES, "an HTTP server provides services to consumers; every operation is kept in a database"
)
NUMBER = Words(quotes.NUMBER, "the processing centre's checks of a number are answered and logged")
PROXYING = Words(quotes.PROXYING, "checks of a number are passed on")
CREDIT = Words(quotes.CREDIT, "crediting a balance (wrapped into a transaction)")
DIRECTORY = Words(quotes.DIRECTORY, "getting the providers with their payment fields (every 30 minutes)")
DEPOSIT = Words(quotes.DEPOSIT, "getting the agent's balance every 5 minutes (at zero the terminal is blocked)")
CHECK_FIRST = Words(quotes.CHECK_FIRST, "checking the number before a payment")
AGENT_PAYMENT = Words(quotes.AGENT_PAYMENT, "a transaction after a payment (number, sum…), with the agent's fee")
CENTRE_DATABASE = Words(quotes.CENTRE_DATABASE, "keeps data about providers, agents and transactions in a database")
TRANSACTIONS = Words(quotes.TRANSACTIONS, "every transaction is kept in a database")
TERMINAL_DATABASE = Words(quotes.TERMINAL_DATABASE, "keep data about transactions in a database")
SEND_MONEY = Words("перевод денег на другой счёт", "users can send money to another account")
PAY_BY_QR = Words(
    "оплата по статическому коду, который показывает поставщик",
    "users can pay something by scanning the static QR code provided by merchants",
)
PAY_BY_BARCODE = Words(
    "оплата по живому штрихкоду, который сканирует продавец",
    "users can pay something by letting merchants scan their dynamic barcode",
)
PAYMENT_RESULT = Words(
    "состояние платежа обновлено, событие «платёж выполнен» отправлено плательщику и получателю",
    "update the payment's status, send Payment Done Event to sender and recipient",
)
WALLETS_COMPARED = Words(
    "сверка находит, в чём разошлись учёт и кошельки",
    "the ledger and wallet might diverge, and the reconciliation discovers it",
)
