"""The acts of projects, by what they are about; each module has its day: the clock stands there when an act is made
ready and when it is carried out."""

from tests.projects.acts import accepting, applying, carrying, reviewing
from tests.projects.made import on


def _on(day, plant):
    def ready(world):
        with on(day):
            carry_out = plant(world)

        def on_the_day():
            with on(day):
                carry_out()

        return on_the_day

    return ready


MODULES = (applying, reviewing, carrying, accepting)
ACTS = {verb: _on(module.DAY, plant) for module in MODULES for verb, plant in module.ACTS.items()}
