"""A fictional university in an empty database: each app's own demo, in the order of the floors."""

import random
from datetime import date
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

SEED = 2012


class Demo(SimpleNamespace):
    """What the apps hand on to those above: `today`, `password`, the `dice`, and by name whatever each made."""


@transaction.atomic
def build(*, today: date, password: str) -> Demo:
    """Build the demo as of `today`; every sign-in gets `password`.

    An app takes part by a module `demo` with a function `build(demo)`; it finds there what lower floors have made.
    """
    demo = Demo(today=today, password=password, dice=random.Random(SEED))
    autodiscover_modules("demo")
    for label in settings.PROJECT_APPS:
        part = getattr(apps.get_app_config(label).module, "demo", None)
        if part:
            part.build(demo)
    return demo
