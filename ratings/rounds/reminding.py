"""Units that are behind in a round are ticked, and reminded after being asked once."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from branches.models import Organisation
from core.choices import Role
from core.forms import settled
from core.phrases import listed
from core.web.access import page
from core.workflow.decisions import Decision
from ratings.actions.reminding import remind_units
from ratings.models import Round
from ratings.queries.raters import secretaries_of, to_remind
from ratings.rounds.progress import ProgressFilter

KEPT = ("state", "kind", "sort", "page")  # of the list one comes from


class RemindUnitsForm(forms.Form):
    """Which of the units that are behind are reminded."""

    units = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Units that are behind"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, units, behind, ticked):
        """`units`: all that can be named (a queryset); `behind`: those that are offered; `ticked`: of them at first."""
        super().__init__(data, initial={"units": [unit.pk for unit in ticked]})
        names = secretaries_of(behind)
        self.fields["units"].queryset = units
        self.fields["units"].choices = [(unit.pk, _called(unit, names.get(unit.pk, []))) for unit in behind]


@page(Role.DEPARTMENT, post=True)
def remind(request, code):
    """Ask once which of those that are behind are reminded, then send it."""
    round_ = request.scope.get(Round, code=code)
    units, back = request.scope.of(Organisation).units().order_by("code"), _back(request, round_)
    behind, codes = to_remind(round_, units), request.GET.getlist("row")
    if "all" in request.GET:
        chosen = ProgressFilter(request.GET, queryset=units, round_=round_).qs
        codes = chosen.values_list("code", flat=True)
    if request.method != "POST" and not codes:
        messages.info(request, _("Tick whom to remind."))
        return redirect(back)
    ticked = [unit for unit in behind if unit.code in set(codes)]
    form = RemindUnitsForm(request.POST or None, units=units, behind=behind, ticked=ticked)
    if request.method == "POST" and form.is_valid():
        keys = form.cleaned_data["units"].values("pk")
        messages.success(request, _told(settled(lambda: _send(request, round_, units.filter(pk__in=keys)))))
        return redirect(back)
    refusal = "" if behind else _("Nobody is to be reminded: everything is handed in, or they were reminded today.")
    decision = Decision(_("Remind"), back, form if behind else None, refusal=refusal)
    crumbs = [(round_.name, round_.get_absolute_url()), (_("Progress"), back), (decision.label, None)]
    return render(request, "ratings/rounds/remind.html", {"decision": decision, "round": round_, "crumbs": crumbs})


def _send(request, round_, units):
    return remind_units(round_=round_, units=units, by=request.user)


def _told(count):
    if not count:
        return _("Nobody is reminded: they were reminded today already, or have handed in everything meanwhile.")
    return ngettext("Reminded %(count)d unit.", "Reminded %(count)d units.", count) % {"count": count}


def _called(unit, names):
    return f"{unit} · {listed(names)}" if names else str(unit)


def _back(request, round_):
    """The list one came from, filter kept."""
    kept = request.GET.copy()
    for name in set(kept) - set(KEPT):
        del kept[name]
    return reverse("ratings:round_progress", args=[round_.code]) + (f"?{kept.urlencode()}" if kept else "")
