"""Rating rounds: all of them, one with its ratings, and how far each unit is."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import READERS, Role
from core.lists import one_of_several
from core.web.access import page
from ratings.first_steps import first_steps
from ratings.models import Campaign, Rating, Round
from ratings.queries import board as boards
from ratings.queries import completion
from ratings.queries.raters import to_remind
from ratings.rounds.form import RoundForm
from ratings.rounds.list import RatingFilter, RatingList
from ratings.rounds.progress import Completions, ProgressFilter, ProgressList
from ratings.rounds.reminding import KEPT

ALL_UNITS = 100
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)
FOLLOWERS = (*OVERSEERS, Role.UNIT)


@page(*READERS)
def rounds(request):
    """All rounds, newest first, with what a person can do in each."""
    rows = request.scope.of(Round).select_related("campaign").order_by("-reference_date", "-pk")
    context = {"rounds": [(round_, completion.phase(round_)) for round_ in rows], **_hands(request)}
    context["steps"] = [] if context["rounds"] else _first_steps(request)
    return render(request, "ratings/rounds/rounds.html", {**context, "crumbs": [(_("Rounds"), None)]})


@page(*READERS)
def round_(request, code):
    """One round: key dates, states, tiers by unit, and its ratings."""
    shown = _round(request, code)
    rows = _ratings(request, shown)
    chosen = RatingFilter(request.GET, queryset=rows, request=request)
    context = {
        "round": shown,
        "phase": completion.phase(shown),
        "states": completion.states(rows),
        "tiers": completion.tiers_by_unit(shown, list(_units(request)[:ALL_UNITS])),
        "university": completion.tiers_of_university(shown),
        "filter": chosen,
        "list": RatingList(chosen.qs, request),
        **_hands(request),
    }
    return render(request, "ratings/rounds/round.html", {**context, "crumbs": _crumbs((shown.name, None))})


@page(*READERS)
def round_sheet(request, code):
    """The ratings that are on screen, all pages of them, as a workbook."""
    shown = _round(request, code)
    chosen = RatingFilter(request.GET, queryset=_ratings(request, shown), request=request)
    return RatingList(chosen.qs, request).workbook(
        f"{_('Ratings')} {shown.name}", told=_told(shown), chosen=chosen.form
    )


@page(*FOLLOWERS)
def round_progress(request, code):
    """How far each unit is: expected, typed, handed in, approved."""
    shown = _round(request, code)
    oversees = request.scope.oversees(*OVERSEERS)
    newcomers = completion.newcomers(shown) if oversees else []
    chosen = _chosen(request, shown)
    context = {
        "round": shown,
        "phase": completion.phase(shown),
        "list": _progress(request, shown, chosen),
        "filter": chosen if oversees else None,
        **_reminds(request, shown, chosen),
        "behind": completion.behind(shown, _units(request)).total(),
        "newcomers": one_of_several(request, "newcomers", newcomers),
        **_hands(request),
    }
    crumbs = _crumbs((shown.name, shown.get_absolute_url()), (_("Progress"), None))
    return render(request, "ratings/rounds/progress.html", {**context, "crumbs": crumbs})


@page(*FOLLOWERS)
def round_progress_sheet(request, code):
    """How far every unit is, as a workbook."""
    shown = _round(request, code)
    chosen = _chosen(request, shown)
    listed = _progress(request, shown, chosen)
    return listed.workbook(f"{_('Progress')} {shown.name}", told=_told(shown), chosen=chosen.form)


@page(Role.DEPARTMENT, post=True)
def round_new(request, code):
    """Open a round of a campaign."""
    campaign = request.scope.get(Campaign, code=code)
    return _edited(request, RoundForm(request.POST or None, campaign=campaign), _("New round"))


@page(Role.DEPARTMENT, post=True)
def round_edit(request, code):
    """Change a round; what is fixed by now says so."""
    rows = request.scope.of(Round).select_related("campaign")
    round_ = request.scope.get(rows, code=code)
    return _edited(request, RoundForm(request.POST or None, campaign=round_.campaign, round_=round_), round_.name)


def _edited(request, form, heading):
    if form.is_valid():
        round_ = form.save(by=request.user)
        if round_:
            messages.success(request, _("%(name)s is saved.") % {"name": round_.name})
            return redirect(round_)
    crumbs = _crumbs((_("Campaigns"), reverse("ratings:campaigns")), (heading, None))
    return render(request, "ratings/rounds/edit.html", {"form": form, "heading": heading, "crumbs": crumbs})


def _round(request, code):
    rows = request.scope.of(Round).select_related("campaign")
    return request.scope.get(rows, code=code)


def _units(request):
    """The base organisations within the scope; none for a branch secretary."""
    return request.scope.of(Organisation, role=FOLLOWERS).units().order_by("code")


def _ratings(request, shown):
    """What the person may read of the ratings of a round."""
    return request.scope.of(Rating).readable_by(request.scope).filter(round=shown)


def _chosen(request, shown):
    return ProgressFilter(request.GET, queryset=_units(request), round_=shown)


def _progress(request, shown, chosen):
    """How far each unit is that was chosen; above all of them the university itself, for those who look at all of
    it."""
    above = request.scope.oversees(*OVERSEERS) and not chosen.is_asked
    university = [completion.of_university(shown)] if above else []
    rows = Completions(shown, university, chosen.qs)
    return ProgressList(rows, request, shown, reminds=request.scope.has(Role.DEPARTMENT))


def _reminds(request, shown, chosen):
    """What reminding takes, of who does: what goes along with the ticks, and how many can be reminded."""
    if not request.scope.has(Role.DEPARTMENT):
        return {}
    kept = [(name, value) for name, value in request.GET.items() if name in KEPT and value]
    return {"reminds": True, "kept": kept, "remindable": len(to_remind(shown, chosen.qs))}


def _hands(request):
    """What the person can do here: decide for the university, rate for some units."""
    return {
        "is_department": request.scope.has(Role.DEPARTMENT),
        "oversees": request.scope.oversees(*OVERSEERS),
        "follows": request.scope.has(*FOLLOWERS),
        "own_units": [place.code for place in request.scope.at(Role.UNIT)],
    }


def _crumbs(*further):
    return [(_("Rounds"), reverse("ratings:rounds")), *further]


def _told(shown):
    """What a list of a round is about: its campaign, itself, until when ratings are entered."""
    closing = [(_("Closes on"), shown.closes_on)] if shown.closes_on else []
    return [(_("Campaign"), shown.campaign.name), (_("Round"), shown.name), *closing]


def _first_steps(request):
    return first_steps(request.scope, boards.chosen(boards.campaigns(), timezone.localdate()))
