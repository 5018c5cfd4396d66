"""What a row is called in a sentence that tells that it ends, passes on or is given back with an organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from branches.models import Appointment, Secretary
from pledges.choices import PlanKind
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning
from projects.models import Call, Expert, Notice, Project


def called(rows: Iterable[Model]) -> Iterator[tuple[Model, str]]:
    """(row, what it is called) of `rows` of whatever models, or of their histories, model by model: two queries a model
    at most."""
    by_model = defaultdict(list)
    for row in rows:
        by_model[getattr(row, "instance_type", type(row))].append(row)
    for model, some in by_model.items():
        words, related = PHRASES[model]
        prefetch_related_objects(some, *related)
        yield from ((row, words(row)) for row in some)


def _appointment(row):
    values = {"user": row.user.name, "role": row.get_role_display(), "organisation": row.organisation.name}
    return _("the appointment of %(user)s (%(role)s, %(organisation)s)") % values


def _secretary(row):
    return _("%(name)s as secretary of %(organisation)s") % {"name": row.name, "organisation": row.organisation.name}


def _plan(row):
    kind = PlanKind(row.kind).label
    return _("%(kind)s of %(organisation)s") % {"organisation": row.organisation.name, "kind": kind}


def _twinning(row):
    helper = row.helper.name if row.helper else f"{row.helper_post}{row.helper_name}"
    return _("the twinning in which %(helper)s helps %(helped)s") % {"helped": row.helped.name, "helper": helper}


def _benchmark(row):
    facts = {"follower": row.follower.name, "followed": row.followed.name}
    return _("the benchmark by which %(follower)s follows %(followed)s") % facts


def _entry(row):
    facts = {"title": row.title, "organisation": row.organisation.name}
    return _("the entry “%(title)s” of %(organisation)s for the showcase") % facts


# {model: (what a row of it is called, what is read with it)}
PHRASES = {
    Appointment: (_appointment, ("user", "organisation")),
    Secretary: (_secretary, ("organisation",)),
    Plan: (_plan, ("organisation",)),
    Twinning: (_twinning, ("helped", "helper")),
    Benchmark: (_benchmark, ("follower", "followed")),
    ShowcaseEntry: (_entry, ("organisation",)),
    Project: (lambda row: _("the project “%(title)s”") % {"title": row.title}, ("organisation",)),
    Call: (lambda row: _("the call “%(title)s”") % {"title": row.title}, ("host",)),
    Notice: (lambda row: _("the public notice “%(title)s”") % {"title": row.title}, ("host",)),
    Expert: (lambda row: _("the expert %(user)s") % {"user": row.user.name}, ("user",)),
}
