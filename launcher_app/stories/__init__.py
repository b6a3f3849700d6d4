"""Hops put together as people think of them: a payment with everything said about it, a use of a service, polls."""

from launcher_app.stories.query import Query
from launcher_app.stories.stories import Stories
from launcher_app.stories.story import Story, StoryKind

__all__ = ["Query", "Stories", "Story", "StoryKind"]
