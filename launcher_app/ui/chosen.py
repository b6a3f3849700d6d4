"""What is chosen in the launcher's window: one story and one hop, the same in the list, the diagram and the details."""

from PySide6.QtCore import QObject, Signal


class Chosen(QObject):
    """`changed` rings when another story or hop was chosen; whoever changes it does not hear its own echo as news."""

    changed = Signal()

    def __init__(self) -> None:
        """Nothing is chosen."""
        super().__init__()
        self.story = ""
        self.hop = 0

    def choose(self, story: str, hop: int = 0) -> None:
        """A story by its key, and one of its hops by its number; 0 for the story as a whole."""
        if (story, hop) != (self.story, self.hop):
            self.story, self.hop = story, hop
            self.changed.emit()
