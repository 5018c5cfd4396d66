"""Late projects are ticked, and who carries them out is reminded."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.choices import Role
from core.forms import settled
from core.web.access import page
from core.web.day import day_query
from core.workflow.decisions import Decision
from projects.actions.reminding import remind as send
from projects.actions.reminding import to_remind
from projects.fetching import DECIDERS
from projects.models import Project
from projects.portfolio.list import ProjectFilter


class TickedProjects(forms.ModelMultipleChoiceField):
    """Projects by tick boxes, each with whose it is."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return f"{obj.title} · {obj.organisation.name}"


class RemindForm(forms.Form):
    """Which of the late projects are reminded; all are ticked at first."""

    projects = TickedProjects(None, label=gettext_lazy("Late projects"))

    def __init__(self, data=None, *, late):
        super().__init__(data, initial={"projects": late})
        self.fields["projects"].queryset = late


@page(*DECIDERS, post=True)
def remind(request):
    """Ask once whom to remind among the late projects of the list one comes from, then send it."""
    rows, today = request.scope.of(Project), day_query({})
    chosen = ProjectFilter(request.GET, request=request, queryset=rows, query=today)
    late = to_remind(chosen.qs).select_related("organisation").order_by("organisation__path", "pk")
    form = RemindForm(request.POST or None, late=late)
    asked = request.GET.urlencode()
    back = reverse("projects:projects") + (f"?{asked}" if asked else "")
    refusal = "" if late else _("Nothing is late, or everybody was reminded today already.")
    decision = Decision(_("Remind"), back, form if late else None, refusal=refusal)
    if request.method == "POST" and decision.is_confirmed:
        messages.success(request, _told(settled(lambda: _send(request, form.cleaned_data["projects"]))))
        return redirect(back)
    context = {"decision": decision, "crumbs": [(_("Projects"), back), (decision.label, None)]}
    return render(request, "projects/portfolio/remind.html", context)


def _send(request, projects):
    role = Role.DEPARTMENT if request.scope.has(Role.DEPARTMENT) else Role.UNIT
    return send(projects=request.scope.of(Project).filter(pk__in=projects), role=role, by=request.user)


def _told(count):
    return ngettext("Reminded of %(count)d project.", "Reminded of %(count)d projects.", count) % {"count": count}
