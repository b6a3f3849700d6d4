"""What operators do with stopped intents, with proposals, and with each other's logins."""

from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words
from processing_app.service.asks import repairs as asks
from processing_app.service.asks.tasks import Done

PASSWORD = frozenset({"password"})
CONSOLE = "platform.repairs.console"
FOUR_EYES = "platform.repairs.four_eyes"
OPERATORS = "platform.repairs.operators"

REPAIRS: tuple[Operation, ...] = (
    Operation(
        "stopped-intents", "read", asks.AskStopped, asks.StoppedRows,
        Words("Остановленные намерения", "Stopped intents"), within=CONSOLE,
    ),
    Operation(
        "stopped-intent", "call", asks.IntentId, asks.RepairLook,
        Words("Остановленное намерение: почему, что говорит банк", "A stopped intent: why, and what its bank says"),
        within=CONSOLE,
    ),
    Operation(
        "fail-intent", "call", asks.FailIntent, asks.Repaired,
        Words("Признать неудачей то, что делал банк", "Fail what the bank was doing"), within=CONSOLE,
    ),
    Operation(
        "fulfil-intent", "call", asks.FulfilIntent, asks.Repaired,
        Words("Признать выполненным по номеру банка", "Fulfil by the bank's reference"), within=CONSOLE,
    ),
    Operation(
        "revive-intent", "call", asks.ReviveIntent, asks.Repaired,
        Words("Оживить намерение", "Revive an intent"), within=CONSOLE,
    ),
    Operation(
        "skip-step", "call", asks.SkipStep, asks.Repaired,
        Words("Спросить банк с начала", "Ask the bank from the beginning"), within=CONSOLE,
    ),
    Operation(
        "add-events", "call", asks.AddEvents, asks.Repaired,
        Words("Добавить события остановленному намерению", "Add events to a stopped intent"), within=CONSOLE,
    ),
    Operation(
        "proposals", "read", asks.AskProposals, asks.Proposals,
        Words("Решения, которые ждут второго оператора", "Acts that wait for a second operator"), within=FOUR_EYES,
    ),
    Operation(
        "approve-proposal", "call", asks.ApproveProposal, asks.Repaired,
        Words("Утвердить решение другого оператора", "Approve another operator's act"), PASSWORD, within=FOUR_EYES,
    ),
    Operation(
        "refuse-proposal", "write", asks.RefuseProposal, Done,
        Words("Отклонить решение", "Refuse an act"), within=FOUR_EYES,
    ),
    Operation(
        "operators", "read", Nothing, asks.Operators,
        Words("Кто входит как оператор", "Who enters as operator"), within=OPERATORS,
    ),
    Operation(
        "add-operator", "write", asks.AddOperator, asks.OperatorAdded,
        Words("Новый оператор со своим логином", "A new operator with a login of his own"), PASSWORD, within=OPERATORS,
    ),
    Operation(
        "remove-operator", "write", asks.OperatorLogin, Done,
        Words("Закрыть вход оператору", "End an operator's login"), within=OPERATORS,
    ),
)  # fmt: skip
