"""What the demonstration says: numbered scenes, lines with seconds, tables."""

from common.clock import Clock
from common.logs import say
from common.words import Words

WIDTH = 100


class Timeline:
    """Prints as things happen; seconds are counted from the beginning."""

    def __init__(self, clock: Clock, unit: str = "с") -> None:
        """The clock starts; `unit` is what a second is called."""
        self._clock = clock
        self._unit = unit
        self._began = clock.monotonic()
        self._scene = 0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self._clock.monotonic() - self._began

    def scene(self, ru: str, en: str = "") -> None:
        """A new scene, in both languages or in one."""
        self._scene += 1
        say("")
        say(f"── {self._scene}. {f'{ru} / {en}' if en else ru} ".ljust(WIDTH, "─"))

    def tell(self, who: str, what: str) -> None:
        """One thing that happened."""
        say(f"{self.seconds:6.1f} {self._unit}  {who:<16} {what}")

    def table(self, title: str, rows: list[tuple[str, str]]) -> None:
        """Names and values under a title, a line under the last but one."""
        say("")
        say(title)
        for number, (name, value) in enumerate(rows):
            if number == len(rows) - 1:
                say("  " + "─" * 68)
            say(f"  {name:<50} {value:>17}")

    def both(self, title: str, rows: list[tuple[str, Words]]) -> None:
        """Numbered things under a title, the English beside the Russian."""
        say("")
        say(title)
        wide = max((len(words.ru) for _, words in rows), default=0)
        for number, words in rows:
            say(f"  {number:>4}  {words.ru:<{wide}}  {words.en}".rstrip())
