"""The reports that a terminal makes, as its people know them."""

from common.reporting.kinds import Kind
from common.words import Words

JOURNAL = Kind(
    "terminal-journal",
    Words("Журнал терминала", "Terminal journal"),
    Words(
        "За смену или период: что внесено и где эти деньги, платежи, купюры, отказы купюроприёмника, события.",
        "For a shift or a period: what was inserted and where it is now, payments, notes, rejected notes, events.",
    ),
    "zhurnal",
)
KINDS = (JOURNAL,)
