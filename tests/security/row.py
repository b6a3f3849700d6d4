"""A row of the security checklist, and the names that its tables share."""

from typing import NamedTuple

HERE = "tests/security"
SERVER = "tests/common/http_server"
CREDENTIALS = "tests/common/test_credentials.py"
LOGS = "tests/common/test_logs.py"
MANNERS = "tests/protocol/test_manners.py"
PEER = "tests/common/http_client/test_peer.py"
STRANGER = "tests/common/http_client/test_stranger.py"
FIELDS = "tests/common/test_fields.py"
STAFF = "tests/agent_terminal/service/test_staff.py"
LOCKDOWN = "tests/agent_terminal/ui/test_lockdown.py"
LETTERS = "tests/mail/test_compose.py"
TOKENS = f"{HERE}/test_tokens.py"
SHOPS = f"{HERE}/test_shops.py"
MINT = "tests/intents/tokens/test_tokens.py"
THIEF = f"{HERE}/test_stolen_wallet.py"
SELLER = f"{HERE}/test_stolen_seller.py"
TIMING = f"{HERE}/test_timing.py"
TLS = f"{HERE}/test_tls.py"
TRUST = "tests/common/http_client/test_trust.py"
SMTP = "tests/mail/test_smtp.py"
EXCEL = "tests/common/excel"
WATCHMAN = "tests/processing_app/test_watchman.py"
VAULT = "tests/intents/vault"
PORT = "tests/agent_terminal/ccnet/test_port.py"


class Row(NamedTuple):
    """`tests` are node ids without parameters; `without` says why the system does not have it."""

    number: int
    name: str
    tests: tuple[str, ...] = ()
    without: str = ""


def absent(number: int, name: str, why: str) -> Row:
    """A row that the system does not have."""
    return Row(number, name, (), why)
