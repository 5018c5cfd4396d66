"""The demo of a day, built once for all modules of this folder, which one worker runs."""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from demo.build import build
from ratings.models import Campaign


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


TODAY = date(2012, 11, 23)
PASSWORD = "tea-and-rice-12"


@pytest.fixture(scope="package")
def today(request):
    """The day the demo hangs on: TODAY, unless a module asks for others."""
    return getattr(request, "param", TODAY)


@pytest.fixture(scope="package")
def demo(today, django_db_setup, django_db_blocker):
    """The demo of `today`, taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(today=today, password=PASSWORD)
        django_db_blocker.block()
        yield
        django_db_blocker.unblock()
        transaction.set_rollback(True)


@pytest.fixture
def campaign(demo, db):
    return Campaign.objects.with_baseline().get()
