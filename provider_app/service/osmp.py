"""The OSMP door's questions, in the network's own protocol: the same checks and credits, other words."""

from common import fields
from common.clock import moment
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.fields import ACCOUNT
from common.principal import Principal
from common.protocol import codes
from common.protocol.dialects import osmp
from common.protocol.dialects.osmp import Question, Result
from provider_app.core import payments as rules
from provider_app.service.checks import CheckPart
from provider_app.service.credits import CreditPart
from provider_app.service.messages import Dialect
from provider_app.store import operations as store
from provider_app.store.contracts import Contract

RESULTS = {
    "unknown_account": Result.NOT_FOUND,
    "account_blocked": Result.NOT_ACTIVE,
    "missing_field": Result.WRONG_EXTRA,
    "payment_id_reused": Result.REUSED,
}


class OsmpPart(CheckPart, CreditPart):
    """A contract whose dialect is osmp. A wrong login or a contract out of force stay HTTP's 401 and 403."""

    def osmp(self, who: Principal, parameters: list[tuple[str, str]]) -> bytes:
        """Answer a request in XML, whatever came."""
        contract = self.database.read(lambda db: self.contract_with(db, who, Dialect.OSMP))
        try:
            extra = [field.name for field in contract.fields if field.name != ACCOUNT]
            question = osmp.read_request(parameters, extra)
        except Rejected as garbage:
            txn_id = osmp.txn_id_of(parameters)
            result = Result.REUSED if self._is_booked(contract, txn_id) else Result.OTHER
            return _refusal(txn_id, contract, result, garbage)
        try:
            return self._checked(who, question) if question.command == "check" else self._paid(who, question)
        except (Rejected, Broken, Unavailable) as no:
            return _refusal(question.txn_id, contract, _result(contract, question, no), no)

    def _is_booked(self, contract: Contract, txn_id: str) -> bool:
        """Whether garbage bears the id of a payment in the books: nobody may take it for a «no» to that payment."""
        if not txn_id:
            return False
        return self.database.read(lambda db: store.outcome(db, contract.id, str(int(txn_id)))) is not None

    def _checked(self, who: Principal, question: Question) -> bytes:
        found = self.checked(who, osmp.to_check(question), Dialect.OSMP, question.amount)
        shown = [("name", found.subscriber)]
        if found.balance is not None:
            shown.append(("balance", osmp.roubles(found.balance)))
        return osmp.answer_bytes(question.txn_id, osmp.OK, fields=shown)

    def _paid(self, who: Principal, question: Question) -> bytes:
        ask = osmp.to_credit(question, moment(self.clock.now_ms()))
        content = rules.fingerprint(ask.account, ask.amount, ask.currency, sorted(ask.fields.items()))
        done = self.credited(who, ask, content, Dialect.OSMP)
        return osmp.answer_bytes(question.txn_id, osmp.OK, reference=done.reference, amount=done.amount)


def _result(contract: Contract, question: Question, no: OplataError) -> Result:
    """What an error is called here. A fault inside us is temporary: nobody's money goes back for it."""
    if no.code == "amount_out_of_range":
        return Result.TOO_LITTLE if question.amount < contract.minimum else Result.TOO_MUCH
    if no.code == "wrong_field":
        own = all(fields.fits(one, question.account) for one in contract.fields if one.name == ACCOUNT)
        return Result.WRONG_EXTRA if own else Result.WRONG_FORMAT
    return RESULTS.get(no.code, Result.OTHER if isinstance(no, Rejected) else Result.TEMPORARY)


def _refusal(txn_id: str, contract: Contract, result: Result, no: OplataError) -> bytes:
    return osmp.answer_bytes(txn_id, contract.codes.number(result), codes.words_of(no).ru)
