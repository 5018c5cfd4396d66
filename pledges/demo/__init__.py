"""What the branches and units of the fictional university promise, plan and put right."""

from pledges import covering
from pledges.demo.casting import Casting
from pledges.demo.scene import Scene
from pledges.demo.together import showcase


def build(demo) -> None:
    """A year of plans, from the baseline to today."""
    scene = Scene(demo)
    Casting(scene).tell()
    showcase.tell(scene)
    scene.chronicle.write()
    covering.derive(scene.campaign)
