"""What is asked and answered about receipts and their printer."""

from common.protocol.endpoint import Message


class PrintShown(Message, frozen=True):
    """What the payer's screen tells of paper: `printed` is printed, printing, failed or none."""

    copies_left: int
    printed: str
    paper: bool
