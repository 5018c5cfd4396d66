"""The demo of a day, built once for all modules of this folder, which one worker runs."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from ratings.models import Campaign


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


TODAY = date(2012, 11, 23)


@pytest.fixture(scope="package", params=[TODAY], ids=str)
def today(request):
    """The day the demo hangs on: TODAY, unless a module asks for others besides."""
    return request.param


@pytest.fixture(scope="package")
def demo(today, django_db_setup, django_db_blocker):
    """The demo of `today`, taken back afterwards; what the command printed."""
    printed = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", today=str(today), stdout=printed)
        django_db_blocker.block()
        yield printed.getvalue()
        django_db_blocker.unblock()
        transaction.set_rollback(True)


@pytest.fixture
def campaign(demo, db):
    return Campaign.objects.with_baseline().get()
