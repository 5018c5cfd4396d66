"""The projects of a call by what their experts say, for who decides them and who looks on."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.web.access import page
from projects.choices import JUDGED_IN, PanelStage
from projects.models import Call, Project
from projects.queries.judging.rankings import ranking as ranked
from projects.reviews.fetching import FOLLOW_CALLS, decided, hosted_call, stage_of
from projects.reviews.ranking.list import RankingList


@page(*FOLLOW_CALLS)
def ranking(request, number):
    """The ranking at one stage."""
    call, stage = _asked(request, number)
    context = {
        "call": call,
        "stage": stage,
        "stages": list(PanelStage),
        "list": _listed(request, call, stage),
        "crumbs": [(call.title, call.get_absolute_url()), (_("Ranking"), None)],
    }
    return render(request, "projects/reviews/ranking/ranking.html", context)


@page(*FOLLOW_CALLS)
def ranking_sheet(request, number):
    """The same as a workbook."""
    call, stage = _asked(request, number)
    return _listed(request, call, stage).workbook(f"{_('Ranking')} {stage.label}", told=[(_("Call"), call.title)])


def _asked(request, number) -> tuple[Call, PanelStage]:
    return hosted_call(request, number), stage_of(request.GET.get("stage", PanelStage.APPLICATION))


def _listed(request, call, stage):
    lines = ranked(request.scope.of(Project).filter(call=call), stage)
    mine = decided(request.scope).filter(call=call, state=JUDGED_IN[stage])
    return RankingList(lines, request, stage=stage, mine=set(mine.values_list("pk", flat=True)))
