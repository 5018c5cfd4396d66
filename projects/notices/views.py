"""Notices inside: the list, one with its objections, publishing, noting, answering."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from branches.roles import reviewer_at
from core.web.access import page
from core.workflow.decisions import Decision
from projects.choices import NoticeStage
from projects.models import Notice, NoticeEntry, Objection, Project
from projects.notices.fetching import PUBLISHERS, READ_INSIDE, address, crumbs, notice_of, own_notice, publishes
from projects.notices.form import AnswerForm, NoticeForm, ObjectionForm
from projects.notices.list import NoticeList
from projects.queries.notices.choosing import counted, hosts, to_be_told


@page(*READ_INSIDE)
def notice_list(request):
    """Every notice within the scope."""
    listed = NoticeList(counted(request.scope.of(Notice)), request)
    publishes_any = hosts(request.scope.of(Organisation), request.scope).exists()
    context = {"list": listed, "stages": list(NoticeStage) if publishes_any else [], "crumbs": crumbs()}
    return render(request, "projects/notices/list.html", context)


@page(*READ_INSIDE)
def notice_inside(request, number):
    """One notice: what it says, what was objected and answered."""
    notice = notice_of(request, number)
    today = timezone.localdate()
    context = {
        "notice": notice,
        "entries": notice.entries.select_related("project"),
        "objections": _objections(request).filter(entry__notice=notice),
        "is_running": notice.starts_on <= today <= notice.ends_on,
        "publishes": publishes(request.scope, notice.host),
        "crumbs": crumbs((notice.title, None)),
    }
    return render(request, "projects/notices/inside.html", context)


@page(*PUBLISHERS, post=True)
def notice_new(request):
    """Publish a notice of what is approved, or of how projects were accepted."""
    stage, named = _stage(request), request.GET.get("host", "")
    own = list(hosts(request.scope.of(Organisation), request.scope).order_by("path"))
    host = next((one for one in own if one.code == named), own[0])
    rows = request.scope.of(Project).select_related("organisation")
    projects = to_be_told(rows, host, stage, reviewer_at(host))
    form = NoticeForm(request.POST or None, host=host, stage=stage, projects=projects)
    if form.is_valid() and (notice := form.save(by=request.user)):
        messages.success(request, _("Published: anyone can read it on its days."))
        return redirect(address(notice))
    facts = {"form": form, "host": host, "hosts": own, "stage": stage}
    return render(request, "projects/notices/new.html", {**facts, "crumbs": crumbs((stage.label, None))})


@page(*PUBLISHERS, post=True)
def objections(request, number):
    """Note an objection to a project of a notice."""
    notice = own_notice(request, number)
    entries = request.scope.of(NoticeEntry).filter(notice=notice).select_related("notice")
    form = ObjectionForm(request.POST or None, entries=entries)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The objection is noted: answer it before the project goes on."))
        return redirect(address(notice))
    decision = Decision(_("Note the objection"), address(notice), form)
    context = {"notice": notice, "decision": decision, "crumbs": _way(notice, decision)}
    return render(request, "projects/notices/objection.html", context)


@page(*PUBLISHERS, post=True)
def objection_answer(request, number, objection):
    """Answer an objection."""
    notice = own_notice(request, number)
    found = request.scope.get(_objections(request), pk=objection, entry__notice=notice)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.save(objection=found, by=request.user):
        messages.success(request, _("The objection is answered."))
        return redirect(address(notice))
    refusal = _("This objection is answered already.") if found.answer else ""
    decision = Decision(_("Answer"), address(notice), form, refusal=refusal)
    context = {"notice": notice, "objection": found, "decision": decision, "crumbs": _way(notice, decision)}
    return render(request, "projects/notices/answer.html", context)


def _objections(request):
    return request.scope.of(Objection).select_related("entry__notice", "answered_by").order_by("on", "pk")


def _stage(request) -> NoticeStage:
    asked = request.GET.get("stage", "")
    return NoticeStage(asked) if asked in NoticeStage.values else NoticeStage.APPROVAL


def _way(notice, decision):
    return crumbs((notice.title, address(notice)), (decision.label, None))
