"""What the cases of this lane came to: how many there were of each kind, what was not told, what did not go on."""

from collections import Counter
from typing import Any

from tests.protocol.wire import Answer


class Found:
    """Every case is counted once it has been through; its troubles are told in one line each."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.cases: Counter[str] = Counter()
        self.silent: list[str] = []
        """What went wrong and was answered with a yes, without words, or with a traceback."""
        self.stuck: list[str] = []
        """What did not go on when its trouble was over, or fell down where it should have gone on."""
        self.changed: list[str] = []
        """Files that a refused start has touched."""

    def demand_told(self, case: str, answer: Answer, codes: tuple[str, ...], status: int = 503) -> None:
        """An answer that is no yes, in one of these words, in both languages."""
        body: Any = answer.body if isinstance(answer.body, dict) else {}
        said = body.get("messages") or {}
        told = answer.status == status and body.get("code") in codes and said.get("ru") and said.get("en")
        if not told or "Traceback" in str(answer):
            self.silent.append(f"{case}: {answer}")

    def demand_said(self, case: str, text: str, sentence: str) -> None:
        """What a start that was refused has printed: this sentence of its code's text, and no traceback."""
        if sentence not in text or "Traceback" in text:
            self.silent.append(f"{case}: {text[-300:]!r} lacks {sentence!r}")
