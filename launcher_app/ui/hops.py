"""The exchanges of a story, as long as the launcher keeps them."""

from typing import TYPE_CHECKING

from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


def hops_of(launcher: "Launcher", story: Story | None) -> tuple[Hop, ...]:
    """A story's hops that are still kept."""
    if story is None:
        return ()
    found = (launcher.feed.hop(number) for number in story.hops)
    return tuple(hop for hop in found if hop is not None)
