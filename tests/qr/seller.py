"""Two providers whose codes a centre signs, and a scanner."""

from pathlib import Path
from types import TracebackType
from typing import Any

from common.errors import Rejected
from common.principal import Principal
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.wallets import codes
from common.retry import RetryPolicy
from common.words import Words
from processing_app.service.asks import EditProvider, Signed, SignProvider
from processing_app.store import wallets
from tests.processing_app.standin import OPERATOR, PHONE, Centre

PAYER = Principal("wallet", "100000000017", "T-9")


class Sellers:
    """A centre in an empty folder with providers 1 and 2; both take payments by QR."""

    def __init__(self, folder: Path) -> None:
        self.centre = Centre(folder)
        self.database = self.centre.database
        self.parts = self.centre.service.wallets
        for number, name in enumerate(("МегаСвязь", "Свет и газ"), start=1):
            if self.database.read(lambda db, n=number: wallets.acceptance(db, n)) is not None:  # type: ignore[misc]
                continue
            assert self._signed(name) == number
            self.database.write(lambda db, n=number: wallets.open_acceptance(db, n, f"acceptance-{n}", 1))  # type: ignore[misc]

    def rename(self, provider_id: int, name: str) -> None:
        """The directory calls a provider otherwise from now on."""
        edit = EditProvider(provider_id=provider_id, card=_card(name))
        self.operator(self.centre.service.contracts.edit_provider, edit)

    def _signed(self, name: str) -> int:
        ask = SignProvider(card=_card(name), retry=RetryPolicy())
        signed: Signed = self.operator(self.centre.service.contracts.sign_provider, ask)
        return signed.provider_id

    def __enter__(self) -> "Sellers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.centre.__exit__(kind, error, at)

    def make(self, form: str = "emv", provider_id: int = 1, **asked: Any) -> codes.QrMade:
        """A code of a provider's own."""
        who = Principal("provider", str(provider_id), "T-3")
        made: codes.QrMade = self.centre.look(self.parts.qr_codes.make, codes.AskQr(form=form, **asked), who)  # type: ignore[arg-type]
        return made

    def look(self, text: str) -> codes.LookedAtQr:
        """Scan it."""
        found: codes.LookedAtQr = self.centre.look(self.parts.qr_codes.look, codes.LookAtQr(qr=text), PAYER)
        return found

    def refused(self, text: str) -> str:
        """The word with which a code is refused; empty when it is not."""
        try:
            self.look(text)
        except Rejected as no:
            return no.code
        return ""

    def operator(self, function: Any, ask: Any) -> Any:
        """A person at the centre does it."""
        return self.centre.do(function, ask, OPERATOR)


def _card(name: str) -> Card:
    return Card(
        kind=CardKind.PROVIDER, version=VERSION, issuer=name, name=Words(name, name),
        url=f"http://127.0.0.1:{len(name)}", dialect="json", login="pc", password="a-password", fields=[PHONE],
        minimum=100, maximum=1_000_000,
    )  # fmt: skip
