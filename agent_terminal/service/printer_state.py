"""The receipt printer as the terminal sees it now; kept in memory only, like what is known of the acceptor."""

from common.words import Words


class PrinterState:
    """`paper` is false only where somebody said so; `problem` is why the last paper did not come out."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.configured = False
        self.paper = True
        self.problem: Words | None = None

    @property
    def will_print(self) -> bool:
        """Whether the next payer may count on a receipt."""
        return self.configured and self.paper and self.problem is None

    def forget(self, *, configured: bool, paper: bool = True) -> None:
        """Another printer, or none: what was known of the last one does not hold."""
        self.configured, self.paper, self.problem = configured, paper, None
