"""The kinds of reports that the centre makes."""

from common.reporting.kinds import Kind
from common.words import Words

REGISTER = Kind(
    "register",
    Words("Реестр платежей", "Payment register"),
    Words(
        "Поставщику: каждый зачисленный и отклонённый платёж за период, итоги по дням и агентам, сверка",
        "For a provider: every credited and rejected payment of the period, totals by day and agent, reconciliation",
    ),
    "reestr",
    about="provider",
)
AGENT_STATEMENT = Kind(
    "agent-statement",
    Words("Отчёт агента", "Agent statement"),
    Words(
        "Агенту: баланс в начале и в конце, пополнения, платежи, комиссия процессинга и доход за период",
        "For an agent: opening and closing balance, top-ups, payments, the processing fee and income of the period",
    ),
    "otchet-agenta",
    about="agent",
    by="agent",
)
TOTALS = Kind(
    "totals",
    Words("Итоги", "Totals"),
    Words(
        "По всей сети: агенты и поставщики, дни, причины отказов, время ответа поставщиков",
        "Of the whole network: agents and providers, days, reasons of rejects, answer times of providers",
    ),
    "itogi",
)
OSMP_REGISTER = Kind(
    "osmp-register",
    Words("Ежедневный реестр (TAB)", "Daily register (TAB)"),
    Words(
        "Поставщику: файл на каждый московский день с зачисленными платежами, как принято у OSMP и QIWI",
        "For a provider: a file for each Moscow day with its credited payments, as OSMP and QIWI have it",
    ),
    "osmp",
    about="provider",
    csv=False,
    moscow=True,
)
COMPARISON = Kind(
    "comparison",
    Words("Сверка с файлом поставщика", "Comparison with a provider's file"),
    Words(
        "Реестры, которые прислал поставщик, против наших книг: расхождения с причиной и действием",
        "Registers that a provider sent against our books: differences with their reasons and actions",
    ),
    "sverka",
    about="provider",
    compares=True,
    moscow=True,
)
KINDS = (REGISTER, AGENT_STATEMENT, TOTALS, OSMP_REGISTER, COMPARISON)
