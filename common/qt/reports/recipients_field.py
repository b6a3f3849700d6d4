"""A field for addresses: one line, several apart by commas, semicolons or spaces."""

import re
from typing import Any

from common.qt.form import TextField
from common.words import Words

APART = re.compile(r"[\s,;]+")
LONGEST = 2_000
HINT = Words("один или несколько адресов через запятую", "one address or several with commas between them")


class RecipientsField(TextField):
    """Its value is the list of what stands between commas; whether each is an address is the service's to say."""

    def __init__(self, name: str, words: Words, **options: Any) -> None:
        """The same options as a line's."""
        options.setdefault("hint", HINT)
        super().__init__(name, words, longest=LONGEST, **options)

    def value(self) -> Any:
        """The addresses in their order, each once."""
        return list(dict.fromkeys(one for one in APART.split(self.line.text()) if one))

    def fill(self, value: Any) -> None:
        """Show a list of addresses."""
        super().fill(", ".join(value or ()))
