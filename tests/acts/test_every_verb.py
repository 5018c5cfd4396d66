"""The log is whole: each verb, carried out once by one person, writes exactly one entry, whatever else it writes."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings

from core.log.acts import NEVER
from core.models import Event
from tests.acts import verbs


def _acts():
    names = [f"tests.{app}.acts" for app in settings.PROJECT_APPS]
    found = [import_module(name).ACTS for name in names if find_spec(name.rpartition(".")[0]) and find_spec(name)]
    return {f"{verb.__module__}.{verb.__name__}": ready for acts in found for verb, ready in acts.items()}


REGISTERED, READY = verbs(), _acts()


def test_every_verb_is_walked():
    assert sorted(REGISTERED.keys() - READY.keys()) == []


@pytest.mark.parametrize("name", READY)
def test_verb_writes_one_entry(world, name):
    carry_out = READY[name](world)
    known = Event.objects.count()
    carry_out()
    [entry] = Event.objects.order_by("-pk")[: Event.objects.count() - known]
    assert entry.detail["verb"] == REGISTERED[name]
    assert (entry.by_name, entry.person) != ("", "")
    assert entry.subject.strip() != ""
    told = [*entry.detail.get("before", ()), *entry.detail.get("after", ())] if "model" in entry.detail else []
    assert NEVER.isdisjoint(told)
