"""A server of one person: one login with a password made at its every start, and no database behind it."""

import hmac

from common.credentials import Gatekeeper
from common.errors import ContractFault
from common.principal import Principal


class OneLogin(Gatekeeper):
    """Lets in whoever knows the one password, as `who`."""

    def __init__(self, login: str, password: str, who: Principal) -> None:
        """Nothing is looked up anywhere."""
        self._login = login
        self._password = password
        self._who = who
        self._changes = 0

    def remembered(self, header: bytes) -> Principal | None:
        """Nobody: comparing is cheap."""
        return None

    def admit(self, header: bytes, login: str, password: str) -> Principal:
        """The one who may enter, or ContractFault `wrong_password`."""
        known = hmac.compare_digest(login.encode(), self._login.encode())
        if not hmac.compare_digest(password.encode(), self._password.encode()) or not known:
            raise ContractFault("wrong_password")
        return self._who
