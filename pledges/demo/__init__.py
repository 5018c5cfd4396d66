"""What the branches and units of the fictional university promise, plan and put right."""

from pledges import covering
from pledges.demo.casting import Casting
from pledges.demo.scene import Scene
from pledges.demo.together import reminders, showcase
from pledges.demo.together.benchmarks import Following
from pledges.demo.together.meetings import Meetings
from pledges.demo.together.twinning import Twins


def build(demo) -> None:
    """A year of plans, and of branches helping branches, from the baseline to today."""
    scene = Scene(demo)
    Casting(scene).tell()
    Following(scene).tell()
    Twins(scene).tell()
    showcase.tell(scene)
    scene.chronicle.write()
    covering.derive(scene.campaign)
    Meetings(scene).tell()
    reminders.tell(scene)
