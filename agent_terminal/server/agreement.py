"""What the operator sets: contract, commissions, who runs the terminal, where its acceptor is, open or closed."""

from agent_terminal.service import messages as m
from common.operation import Operation
from common.protocol.connection import Connection
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.words import Words

CONTRACT, OFFICE, PRICING = "contracts", "office", "pricing"
PASSWORD = frozenset({"password"})
OPERATIONS = (
    Operation(
        "connect",
        "call",
        m.Connect,
        m.Connected,
        Words("Заключить договор с ПЦ по карте агента", "Contract with a processing centre by an agent's card"),
        PASSWORD,
    ),
    Operation(
        "write-contract",
        "call",
        m.WriteContract,
        m.Connected,
        Words("Заключить договор с ПЦ вручную: адрес, номер, логин", "Contract with a centre by hand"),
        PASSWORD,
        within=CONTRACT,
    ),
    Operation(
        "edit-contract",
        "call",
        m.EditContract,
        m.Connected,
        Words("Новый адрес, логин или пароль того же ПЦ", "A new address, login or password of the same centre"),
        PASSWORD,
        within=CONTRACT,
    ),
    Operation(
        "try-contract",
        "read",
        m.TryContract,
        Mistakes,
        Words("Что не так с договором, до подписания", "What is wrong with a contract, before it is signed"),
        PASSWORD,
        within=CONTRACT,
    ),
    Operation(
        "test-connection",
        "call",
        m.AskConnection,
        Connection,
        Words("Проверить связь с ПЦ: порт, HTTP, логин, номер", "Test the way to the centre: port, HTTP, login"),
        PASSWORD,
        within="connection_test",
    ),
    Operation(
        "set-commission",
        "write",
        m.SetCommission,
        m.Commissions,
        Words("Комиссия агента: поставщику, группе или всем", "The agent's commission: for a provider, a group, all"),
    ),
    Operation(
        "remove-commission",
        "write",
        m.RemoveCommission,
        m.Commissions,
        Words("Убрать комиссию поставщика или группы", "Remove the commission of a provider or a group"),
        within=PRICING,
    ),
    Operation(
        "preview-commission",
        "read",
        m.PreviewCommission,
        m.CommissionPreview,
        Words("Сколько возьмёт комиссия с обычных сумм", "What a commission would take of usual sums"),
        within=PRICING,
    ),
    Operation(
        "providers",
        "read",
        Nothing,
        m.Providers,
        Words("Поставщики действующего справочника", "The providers of the directory in force"),
        within=PRICING,
    ),
    Operation("commissions", "read", Nothing, m.Commissions, Words("Комиссии агента", "The agent's commissions")),
    Operation(
        "set-agent",
        "write",
        m.SetAgent,
        m.AgentShown,
        Words("Агент, принимаемые купюры, терпение", "The agent, notes taken, patience"),
    ),
    Operation(
        "show-agent",
        "read",
        Nothing,
        m.AgentShown,
        Words("Кто агент, какие купюры принимаются", "Who the agent is, which notes are taken"),
        within=OFFICE,
    ),
    Operation(
        "set-acceptor",
        "call",
        m.SetAcceptor,
        m.Done,
        Words("Где купюроприёмник: simulator, COM3, /dev/ttyUSB0, socket://…", "Where the banknote acceptor is"),
    ),
    Operation(
        "refresh",
        "call",
        Nothing,
        m.Done,
        Words("Спросить справочник и депозит сейчас", "Ask directory and deposit now"),
    ),
    Operation(
        "refresh-deposit",
        "call",
        Nothing,
        m.Done,
        Words("Спросить ПЦ о балансе сейчас", "Ask the centre for the balance now"),
        within=OFFICE,
    ),
    Operation(
        "refresh-directory",
        "call",
        Nothing,
        m.Done,
        Words("Спросить ПЦ о списке поставщиков сейчас", "Ask the centre for the list of providers now"),
        within=OFFICE,
    ),
    Operation("stop-taking", "write", Nothing, m.Done, Words("Остановить приём", "Stop taking payments")),
    Operation("resume-taking", "write", Nothing, m.Done, Words("Возобновить приём", "Resume taking payments")),
    Operation(
        "open-kiosk",
        "write",
        Nothing,
        m.KioskToken,
        Words("Одноразовый токен для страницы киоска", "A one-time token for the kiosk page"),
        frozenset({"token"}),
    ),
)
