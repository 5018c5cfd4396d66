"""Rating rounds: all of them, one with its ratings, and how far each unit is."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import STEP, Organisation
from core.choices import READERS, Role
from core.pages import page
from ratings import board as boards
from ratings import turnout
from ratings.models import Rating, Round
from reports.first_steps import first_steps
from reports.rounds_list import RatingFilter, headings

PAGE = 50
ALL_UNITS = 100
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


@page(*READERS)
def rounds(request):
    """All rounds, newest first, with what a person can do in each."""
    rows = request.scope.of(Round, role=READERS).select_related("campaign").order_by("-reference_date", "-pk")
    context = {"rounds": [(round_, turnout.phase(round_)) for round_ in rows], **_hands(request)}
    context["steps"] = [] if context["rounds"] else first_steps(request.scope, boards.chosen(boards.campaigns()))
    return render(request, "reports/rounds/rounds.html", {**context, "crumbs": [(_("Rounds"), None)]})


@page(*READERS)
def round_(request, code):
    """One round: key dates, states, tiers by unit, and its ratings."""
    shown = _round(request, code)
    rows = request.scope.of(Rating).filter(round=shown).select_related("organisation", "unit")
    chosen = RatingFilter(request.GET, queryset=rows.order_by("unit__code", "organisation__code"), request=request)
    context = {
        "round": shown,
        "phase": turnout.phase(shown),
        "states": turnout.states(rows),
        "tiers": turnout.tiers_by_unit(shown, list(_units(request)[:ALL_UNITS])),
        "university": turnout.tiers_of_university(shown),
        "filter": chosen,
        "headings": headings(request.GET.get("sort")),
        "page": Paginator(chosen.qs, PAGE).get_page(request.GET.get("page")),
        **_hands(request),
    }
    return render(request, "reports/rounds/round.html", {**context, "crumbs": _crumbs((shown.name, None))})


@page(Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
def round_progress(request, code):
    """How far each unit is: expected, typed, handed in, approved."""
    shown = _round(request, code)
    units = Paginator(_units(request), ALL_UNITS).get_page(request.GET.get("page"))
    rows = turnout.by_unit(shown, list(units))
    context = {
        "round": shown,
        "phase": turnout.phase(shown),
        "page": units,
        "units": rows,
        "behind": sum(row.left > 0 for row in rows),
        "university": turnout.of_university(shown) if _oversees(request) else None,
        "newcomers": turnout.newcomers(shown) if _oversees(request) else [],
        **_hands(request),
    }
    crumbs = _crumbs((shown.name, shown.get_absolute_url()), (_("Progress"), None))
    return render(request, "reports/rounds/progress.html", {**context, "crumbs": crumbs})


def _round(request, code):
    rows = request.scope.of(Round, role=READERS).select_related("campaign")
    return request.scope.get(rows, role=READERS, code=code)


def _units(request):
    """The base organisations within the scope; none for a branch secretary."""
    places = (*OVERSEERS, Role.UNIT)
    return request.scope.of(Organisation, role=places).filter(kind__in=BASE_KINDS).order_by("code")


def _oversees(request):
    """Whether the person looks at the whole university."""
    return any(len(place.path) == STEP for place in request.scope.at(*OVERSEERS))


def _hands(request):
    """What the person can do here: decide for the university, rate for some units."""
    return {
        "is_department": request.scope.has(Role.DEPARTMENT),
        "oversees": _oversees(request),
        "follows": request.scope.has(*OVERSEERS, Role.UNIT),
        "own_units": [place.code for place in request.scope.at(Role.UNIT)],
    }


def _crumbs(*further):
    return [(_("Rounds"), reverse("reports:rounds")), *further]
