"""The reports that a provider makes, as its people know them."""

from common.reporting.kinds import Kind
from common.words import Words

STATEMENT = Kind(
    "statement",
    Words("Отчёт об услугах", "Service statement"),
    Words(
        "Абоненту: что было на счёте, что зачислено, на что потрачено и что осталось.",
        "For a subscriber: what the account had, what was credited, what it was spent on and what is left.",
    ),
    "vypiska",
    about="subscriber",
    by="subscriber",
)
COMPARISON = Kind(
    "comparison",
    Words("Сверка с файлом", "Comparison with a file"),
    Words(
        "Реестр центра против наших книг: чего нет у них, чего нет у нас, где разошлись суммы и номера.",
        "A centre's register against our books: what they lack, what we lack, where sums and accounts differ.",
    ),
    "sverka",
    about="contract",
    compares=True,
    moscow=True,
)
KINDS = (STATEMENT, COMPARISON)
