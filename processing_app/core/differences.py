"""What registers may disagree about: the kinds of differences, why each came about, and what to do then."""

from enum import StrEnum
from typing import NamedTuple

from common.words import Words


class Kind(StrEnum):
    """How a payment's registers differ; `in_path` is no difference: it has not come to its end yet."""

    MISSING_AT_PROVIDER = "missing_at_provider"
    MISSING_HERE = "missing_here"
    MISSING_AT_AGENT = "missing_at_agent"
    SUM = "sum"
    ACCOUNT = "account"
    STATE = "state"
    NO_REGISTER = "no_register"
    IN_PATH = "in_path"


class Action(StrEnum):
    """What a person does about it."""

    NONE = "none"
    RETRY = "retry"
    SETTLE = "settle"
    REVIEW = "review"


class Reason(StrEnum):
    """Why it probably is so."""

    NOT_CREDITED = "not_credited"
    REFUND_UNKNOWN = "refund_unknown"
    ANSWER_LOST = "answer_lost"
    ANSWER_LOST_REVIEW = "answer_lost_review"
    CREDITED_AFTER_NO = "credited_after_no"
    NOT_REVERSED = "not_reversed"
    REVERSED_THERE = "reversed_there"
    VOIDED_BUT_CREDITED = "voided_but_credited"
    VOIDED_BUT_HELD = "voided_but_held"
    CREDITED_UNKNOWN = "credited_unknown"
    OTHER_SUM_THERE = "other_sum_there"
    OTHER_ACCOUNT_THERE = "other_account_there"
    NOT_TOLD = "not_told"
    AGENT_HAS_MORE = "agent_has_more"
    OTHER_SUM_AGENT = "other_sum_agent"
    OTHER_ACCOUNT_AGENT = "other_account_agent"
    AGENT_BEHIND = "agent_behind"
    REVERSED_LATER = "reversed_later"
    SLIP_BUT_CREDITED = "slip_but_credited"
    AGENT_AHEAD = "agent_ahead"
    NO_REGISTER = "no_register"
    UNDER_WAY = "under_way"
    IN_REVIEW = "in_review"
    REVERSAL_UNDER_WAY = "reversal_under_way"
    NOT_SENT = "not_sent"
    NOT_TOLD_YET = "not_told_yet"
    OTHER_PERIOD = "other_period"


class Meaning(NamedTuple):
    """What a reason says, of which kind the difference is, and what to do."""

    kind: Kind
    action: Action
    words: Words


MEANINGS: dict[Reason, Meaning] = {
    Reason.NOT_CREDITED: Meaning(
        Kind.MISSING_AT_PROVIDER, Action.REVIEW,
        Words("У нас зачислен, у поставщика его нет: деньги абоненту не пришли, спросите поставщика",
              "Credited here, unknown to the provider: the subscriber has nothing, ask the provider"),
    ),
    Reason.REFUND_UNKNOWN: Meaning(
        Kind.MISSING_AT_PROVIDER, Action.REVIEW,
        Words("У нас сторнирован, у поставщика нет ни зачисления, ни сторно",
              "Reversed here, the provider knows neither the credit nor the reversal"),
    ),
    Reason.ANSWER_LOST: Meaning(
        Kind.STATE, Action.RETRY,
        Words("Ответ потерян, у поставщика зачислено; деньги ещё на холде, повтор их проведёт",
              "The reply was lost, the provider has credited it; the money is held, a retry settles it"),
    ),
    Reason.ANSWER_LOST_REVIEW: Meaning(
        Kind.STATE, Action.SETTLE,
        Words("Ответ потерян, у поставщика зачислено; платёж ждёт разбора, проведите его вручную",
              "The reply was lost, the provider has credited it; it waits for review, settle it by hand"),
    ),
    Reason.CREDITED_AFTER_NO: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("У нас отклонён и возвращён агенту, у поставщика зачислено: деньги у абонента и у агента",
              "Rejected here and returned to the agent, credited by the provider: both have the money"),
    ),
    Reason.NOT_REVERSED: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("У нас сторнирован, у поставщика деньги остались у абонента",
              "Reversed here, at the provider the subscriber still has the money"),
    ),
    Reason.REVERSED_THERE: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("Поставщик сторнировал сам или ответ на сторно потерян: агенту деньги не вернулись",
              "The provider reversed it by itself, or the reply was lost: the agent has nothing back"),
    ),
    Reason.VOIDED_BUT_CREDITED: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("У нас зачислен, поставщик обещал никогда не зачислять этот номер",
              "Credited here, the provider has promised never to credit this id"),
    ),
    Reason.VOIDED_BUT_HELD: Meaning(
        Kind.STATE, Action.RETRY,
        Words("Поставщик закрыл номер навсегда, деньги ещё на холде; повтор вернёт их агенту",
              "The provider has closed the id for ever, the money is held; a retry returns it to the agent"),
    ),
    Reason.CREDITED_UNKNOWN: Meaning(
        Kind.MISSING_HERE, Action.REVIEW,
        Words("Поставщик зачислил номер, которого нет в наших книгах",
              "The provider has credited an id that is not in our books"),
    ),
    Reason.OTHER_SUM_THERE: Meaning(
        Kind.SUM, Action.REVIEW,
        Words("Поставщик зачислил другую сумму", "The provider has credited another sum"),
    ),
    Reason.OTHER_ACCOUNT_THERE: Meaning(
        Kind.ACCOUNT, Action.REVIEW,
        Words("Поставщик зачислил на другой номер", "The provider has credited another account"),
    ),
    Reason.NOT_TOLD: Meaning(
        Kind.MISSING_AT_AGENT, Action.REVIEW,
        Words("Терминал рассказал реестр целиком и этого платежа не назвал",
              "The terminal has told its whole register and did not name this payment"),
    ),
    Reason.AGENT_HAS_MORE: Meaning(
        Kind.MISSING_HERE, Action.REVIEW,
        Words("Терминал считает платёж принятым, в наших книгах его нет",
              "The terminal holds it accepted, our books do not know it"),
    ),
    Reason.OTHER_SUM_AGENT: Meaning(
        Kind.SUM, Action.REVIEW,
        Words("У терминала другая сумма", "The terminal has another sum"),
    ),
    Reason.OTHER_ACCOUNT_AGENT: Meaning(
        Kind.ACCOUNT, Action.REVIEW,
        Words("У терминала другой номер", "The terminal has another account"),
    ),
    Reason.AGENT_BEHIND: Meaning(
        Kind.STATE, Action.NONE,
        Words("Терминал ещё не узнал исход: спросит сам, деньги в порядке",
              "The terminal does not know the outcome yet: it will ask by itself, the money is right"),
    ),
    Reason.REVERSED_LATER: Meaning(
        Kind.STATE, Action.NONE,
        Words("Сторнирован после зачисления; у терминала остаётся зачисленным, деньги вернулись на депозит",
              "Reversed after it was credited; the terminal keeps it credited, the deposit has its money back"),
    ),
    Reason.SLIP_BUT_CREDITED: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("Терминал вернул деньги плательщику квитанцией, у нас платёж не отклонён",
              "The terminal keeps the cash for the payer on a claim slip, here it is not rejected"),
    ),
    Reason.AGENT_AHEAD: Meaning(
        Kind.STATE, Action.REVIEW,
        Words("Терминал считает платёж зачисленным, у нас он не зачислен",
              "The terminal holds it credited, here it is not"),
    ),
    Reason.NO_REGISTER: Meaning(
        Kind.NO_REGISTER, Action.NONE,
        Words("Реестра поставщика нет: сверены только агент и ПЦ",
              "There is no register of the provider: only agent and centre were compared"),
    ),
    Reason.UNDER_WAY: Meaning(
        Kind.IN_PATH, Action.NONE,
        Words("Доставляется поставщику, деньги на холде", "On its way to the provider, the money is held"),
    ),
    Reason.IN_REVIEW: Meaning(
        Kind.IN_PATH, Action.REVIEW,
        Words("Ждёт разбора, деньги на холде", "Waits for review, the money is held"),
    ),
    Reason.REVERSAL_UNDER_WAY: Meaning(
        Kind.IN_PATH, Action.NONE,
        Words("Сторно в пути", "A reversal is under way"),
    ),
    Reason.NOT_SENT: Meaning(
        Kind.IN_PATH, Action.NONE,
        Words("Принят терминалом и ещё не отправлен, деньги в терминале",
              "Taken by the terminal and not sent yet, the money is in the terminal"),
    ),
    Reason.NOT_TOLD_YET: Meaning(
        Kind.IN_PATH, Action.NONE,
        Words("Терминал ещё не рассказал об этом платеже", "The terminal has not told of this payment yet"),
    ),
    Reason.OTHER_PERIOD: Meaning(
        Kind.IN_PATH, Action.NONE,
        Words("Принят в соседнем периоде: сверяется вместе с ним",
              "Accepted in a neighbouring period: it is compared there"),
    ),
}  # fmt: skip
"""Every reason with its kind, its suggested action and its words."""
