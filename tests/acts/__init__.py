"""Every verb of the site, walked once. Each app's acts stand in `tests/<app>/acts.py` (or, of a large app, in a package
of that name): ACTS, {verb: what makes it ready to be carried out}.

A value of ACTS is a function of the world that plants whatever the verb needs, outside of the count, and returns
what carries it out: `lambda: verb(…, by=person)`.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages

from django.conf import settings

from core.log.acts import VERBS


def verbs():
    """{name of the function: its verb} of every page and every module of the actions of our apps."""
    import_module(settings.ROOT_URLCONF)
    for app in settings.PROJECT_APPS:
        if spec := find_spec(f"{app}.actions"):
            for found in walk_packages(spec.submodule_search_locations or [], f"{app}.actions."):
                import_module(found.name)
    named = [(f"{one.__module__}.{one.__name__}", verb) for verb, some in VERBS.items() for one in some]
    return {name: verb for name, verb in named if not name.startswith("tests.")}
