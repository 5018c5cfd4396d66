"""The database the drills work in: the demo university, made anew, and what must always be true of it."""

import io
import os
import secrets
import tempfile
from datetime import timedelta
from pathlib import Path

import django
from django.core.management import call_command


def choose_database():
    """A new SQLite file, or with TEST_DATABASE=postgres the server of DATABASE_URL. Returns the folder for files."""
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    os.environ |= {"DEBUG": "1", "SECRET_KEY": secrets.token_urlsafe(50), "DATA_DIR": str(folder)}
    if os.environ.get("TEST_DATABASE", "sqlite") == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    return folder


def make_tables():
    django.setup()
    call_command("migrate", verbosity=0)


def build():
    """The demo university."""
    call_command("demo", stdout=io.StringIO())


def new_round(code):
    """A round of the demo's campaign, a day after its last one."""
    from ratings import actions
    from ratings.models import Round

    last = Round.objects.order_by("reference_date").last()
    day = last.reference_date + timedelta(days=1)
    return actions.open_round(campaign=last.campaign, code=code, name=code, reference_date=day, by=None)


def rated_before():
    """(organisation, its unit, tier) of every official baseline rating whose organisation is still open."""
    from ratings.models import Rating

    rows = Rating.objects.official().filter(round__is_baseline=True, organisation__closed_on=None).order_by("pk")
    return list(rows.select_related("organisation", "unit"))


def broken_promises(round_):
    """What is wrong with the ratings of `round_`, in sentences: history and standings go with the rows, always."""
    from ratings.models import Rating, Standing

    official = set(round_.ratings.official().values_list("pk", flat=True))
    entries = Rating.history.filter(round=round_).order_by("history_id").values_list("id", "state")
    remembered = {key for key, state in dict(entries).items() if state == "approved"}
    standing = set(Standing.objects.filter(rating__round=round_).values_list("rating", flat=True))
    if remembered != official:
        yield f"{len(remembered ^ official)} ratings differ from the last entry of their history"
    if standing != official:
        yield f"{len(standing ^ official)} ratings differ from the standings"
    if tallies() != recounted(round_.campaign):
        yield "the tallies differ from a recount"


def tallies():
    from ratings.models import Tally

    return sorted(Tally.objects.values_list("unit__code", "baseline", "tier", "since", "until", "count"), key=str)


def recounted(campaign):
    """The tallies as they come out when derived from nothing; what stands in the database is left alone."""
    from django.db import transaction

    from ratings import standings

    with transaction.atomic():
        standings.rebuild(campaign)
        fresh = tallies()
        transaction.set_rollback(True)
    return fresh
