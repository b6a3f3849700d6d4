"""Papers that tests print."""

from datetime import UTC, datetime

from agent_terminal.printer.lines import Sheet
from agent_terminal.service import sheets
from agent_terminal.service.kept import Agent
from agent_terminal.service.receipt import KEEP, TITLE, TRAINING, Receipt
from agent_terminal.service.sheets import Copy, Voice
from agent_terminal.store.papers import Slip, SlipState
from common.words import Words

AT = datetime(2026, 11, 20, 18, 40, 41, tzinfo=UTC)
RU, EN, BOTH = Voice(("ru",)), Voice(("en",)), Voice(("ru", "en"))
CODE = "7F3K-92QD"
AGENT = Agent("ООО «Ромашка»", "7701234567", "г. Тверь, ул. Советская, д. 1, помещение 12", "8 800 555-35-35")
RECEIPT = Receipt(
    title=TITLE,
    marks=[TRAINING, KEEP],
    code=CODE,
    payment_id="01890a5d-ac96-774b-bcce-b302099a8057",
    agent=AGENT.name,
    inn=AGENT.inn,
    address=AGENT.address,
    phone=AGENT.phone,
    contract="А-00001",
    terminal="T1",
    provider=Words("МегаФон", "MegaFon"),
    account="9123456789",
    inserted=1_050_000,
    agent_fee=31_500,
    amount=1_018_500,
    currency="RUB",
    at=AT.isoformat(timespec="seconds"),
)
SLIP = Slip(1, CODE, "a session", "", 6_250, "RUB", "amount_out_of_range", SlipState.OPEN, 1_900_000_000_000, 0)


def receipt(voice: Voice = RU, copy: int = 0) -> Sheet:
    """The sample payment's."""
    return sheets.of_receipt(RECEIPT, voice, Copy(copy, AT) if copy else None)


def slip(voice: Voice = RU) -> Sheet:
    """62.50 that were too little for any payment."""
    return sheets.of_slip(SLIP, None, AGENT, "T1", voice, None)
