"""The receipt printer as the terminal sees it now; kept in memory only, like what is known of the acceptor."""

from common.words import Words


class PrinterState:
    """`paper` is false only where somebody said so; `problem` is why the last paper did not come out."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.configured = False
        self.paper = True
        self.problem: Words | None = None
        self.changes = 0
        """Grows with every news, so that screens know when to look again."""

    @property
    def will_print(self) -> bool:
        """Whether the next payer may count on a receipt."""
        return self.configured and self.paper and self.problem is None

    def forget(self, *, configured: bool, paper: bool = True, problem: Words | None = None) -> None:
        """Another printer, or none: what was known of the last one does not hold."""
        self.configured = configured
        self.say(paper=paper, problem=problem)

    def say(self, *, paper: bool, problem: Words | None) -> None:
        """What is true of it now."""
        self.paper, self.problem = paper, problem
        self.changes += 1
