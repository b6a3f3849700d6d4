"""What happened in a hop and why, in plain words, with the sentence of the task that it fulfils."""

from launcher_app.explaining.explained import explained
from launcher_app.explaining.explanation import Explanation

__all__ = ["Explanation", "explained"]
