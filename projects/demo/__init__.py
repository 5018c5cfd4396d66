"""Innovation projects of the fictional university, call by call."""

from projects.demo import stories
from projects.demo.scene import ProjectScene


def build(demo) -> None:
    """A call that is finished, one at work, one under review, one that is open; a unit's own."""
    scene = ProjectScene(demo)
    stories.tell(scene)
    scene.chronicle.write()
