"""What the terminal can do: one function per use case; every change of its books goes through here."""

from agent_terminal.service import messages
from agent_terminal.service.acceptor_desk import AcceptorDesk
from agent_terminal.service.agreement import Agreement
from agent_terminal.service.bench import Bench
from agent_terminal.service.check import Checking
from agent_terminal.service.connection import ConnectionTest
from agent_terminal.service.contract import NO_PROBLEM, ContractDesk
from agent_terminal.service.desk import Desk
from agent_terminal.service.encashing import Encashing
from agent_terminal.service.fingers import Fingers
from agent_terminal.service.ground import Ground
from agent_terminal.service.help_page import HelpPage
from agent_terminal.service.journal import StaffJournal
from agent_terminal.service.kiosk import Kiosk
from agent_terminal.service.office import Office
from agent_terminal.service.on_cash import Cash
from agent_terminal.service.payer import Payer
from agent_terminal.service.payment_desk import PaymentDesk
from agent_terminal.service.polls import Polls
from agent_terminal.service.pricing import Pricing
from agent_terminal.service.print_desk import PrintDesk
from agent_terminal.service.quiet import Quiet
from agent_terminal.service.register import Register
from agent_terminal.service.send import Sending
from agent_terminal.service.staff import Doing, Staff
from agent_terminal.service.watching import Watching
from common import queue
from common.database import Connection
from common.errors import OplataError
from common.principal import Principal
from common.protocol import codes
from common.reporting.desk import Reports
from common.reporting.letters import Letters
from common.reporting.schedules import Timetable
from common.words import Words

__all__ = ["Ground", "Service"]

OK = Words("да", "ok")


class Service:
    """The parts put together, and the functions that doors and commands call by name; the program adds the reports."""

    reports: Reports
    schedules: Timetable
    letters: Letters

    def __init__(self, ground: Ground) -> None:
        """Nothing is asked or started yet."""
        self.ground = ground
        self.checking = Checking(ground)
        self.polls = Polls(ground)
        self.sending = Sending(ground, self.polls)
        self.register = Register(ground)
        self.tell_register = self.register.tell_register
        self.quiet = Quiet(ground, self.checking)
        self.cash = Cash(ground)
        ground.next_check = self.polls.next_check
        self.agreement = Agreement(ground)
        self.printing = PrintDesk(ground)
        self.connection_test = ConnectionTest(ground, self.polls)
        self.contracts = ContractDesk(ground, self.polls, lambda: self.connection_test.reach)
        self.pricing = Pricing(ground)
        self.encashing = Encashing(ground)
        self.payment_desk = PaymentDesk(ground)
        self.staff_journal = StaffJournal()
        self.payer = payer = Payer(ground, self.checking)
        self.bench = Bench(ground, self.polls, payer)
        self.acceptor_desk = AcceptorDesk(ground)
        desk, kiosk = Desk(ground, self.polls), Kiosk(ground)
        self.desk = desk
        self.help_page = HelpPage(ground)
        self.staff = Staff(
            ground,
            Doing(desk, self.encashing, self.agreement, self.acceptor_desk, self.printing, self.refresh, self.send_now),
        )
        self.office = Office(ground, self.polls, desk, self.contracts)
        self.connect = self.contracts.connect
        self.set_commission = self.pricing.set_commission
        self.commissions = self.pricing.commissions
        self.set_agent = self.office.set_agent
        self.set_acceptor = self.agreement.set_acceptor
        self.stop_taking = self.agreement.stop_taking
        self.resume_taking = self.agreement.resume_taking
        self.state = desk.state
        self.payments = self.payment_desk.payments
        self.unsent = self.payment_desk.unsent
        self.sessions = desk.sessions
        self.claims = desk.claims
        self.settle_claim = desk.settle_claim
        self.journal = self.staff_journal.journal
        self.encash = self.encashing.encash
        self.open_kiosk = kiosk.open_kiosk
        self.exchange_token = kiosk.exchange
        watching = Watching(ground)
        self.screen = watching.screen
        self.fingers = Fingers(ground, payer, watching)
        self.intent = payer.intent

    def send_now(self, who: Principal, ask: object) -> messages.SentNow:
        """All unsent payments are tried at once, those set aside for a person, too; deposit and directory are asked."""
        ground = self.ground
        ground.write(self.sending.revive, "revive")
        problem = self._refreshed()
        before = self._waiting()
        self.sending.hurry()
        self.sending.turn()
        left = self._waiting()
        return messages.SentNow(sent=max(before - left, 0), left=left, problem=_words(problem, NO_PROBLEM))

    def refresh(self, who: Principal, ask: object) -> messages.Done:
        """Ask directory and deposit now."""
        return messages.Done(done=_words(self._refreshed()))

    def _refreshed(self) -> OplataError | None:
        return self.polls.ask_directory() or self.polls.ask_deposit()

    def _waiting(self) -> int:
        return self.ground.database.read(_count_waiting)


def _count_waiting(db: Connection) -> int:
    return sum(queue.count(db).values())


def _words(problem: OplataError | None, none: Words = OK) -> Words:
    return none if problem is None else codes.words_of(problem)
