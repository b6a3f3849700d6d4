"""The dock of lessons: the list, the page of one, its questions, what the check found."""

from launcher_app.ui.lessons.lessons_dock import LessonsDock

__all__ = ["LessonsDock"]
