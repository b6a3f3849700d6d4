"""What is chosen in the launcher's window: one story and one hop, the same in the list, the diagram and the details."""

from PySide6.QtCore import QObject, Signal


class Chosen(QObject):
    """`changed` rings when another story or hop was chosen; whoever changes it does not hear its own echo as news.

    `pointed` rings when the mouse is over another hop, in the list or in the diagram; `under` is its number or 0.
    """

    changed = Signal()
    pointed = Signal()

    def __init__(self) -> None:
        """Nothing is chosen."""
        super().__init__()
        self.story = ""
        self.hop = 0
        self.under = 0

    def choose(self, story: str, hop: int = 0) -> None:
        """A story by its key, and one of its hops by its number; 0 for the story as a whole."""
        if (story, hop) != (self.story, self.hop):
            self.story, self.hop = story, hop
            self.changed.emit()

    def point(self, hop: int) -> None:
        """The mouse is over this hop now; 0 over none."""
        if hop != self.under:
            self.under = hop
            self.pointed.emit()
