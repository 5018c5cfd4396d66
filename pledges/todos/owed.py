"""What the branches of a unit owe and do not have yet, as a list: where the to-dos about it lead."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Role
from core.lists import DateColumn, List, ListColumn
from core.web.access import page
from pledges.choices import OwedWaits
from pledges.todos import waiting

READERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


class OwedForm(forms.Form):
    """Of which unit, and what."""

    unit = forms.CharField(label=gettext_lazy("Unit (code)"), required=False)
    waits = forms.ChoiceField(
        label=gettext_lazy("What is owed"),
        choices=[("", gettext_lazy("All")), *OwedWaits.choices],
        required=False,
    )

    def duties(self, scope):
        """The Duties asked for; none for what cannot be asked."""
        if not self.is_valid():
            return []
        code, waits = self.cleaned_data["unit"], self.cleaned_data["waits"]
        found = (waiting.owed(place, scope) for place in waiting.places(scope, code))
        asked = (duty for one in found for key, duties in one.items() if waits in ("", key) for duty in duties)
        return list({(duty.organisation, duty.kind): duty for duty in asked}.values())


class OwedList(List):
    """Who owes which plan since when and by when."""

    organisation = ListColumn(
        gettext_lazy("Organisation"),
        accessor="organisation__name",
        linkify=lambda record: record.organisation.get_absolute_url(),
    )
    code = ListColumn(gettext_lazy("Code"), accessor="organisation__code")
    kind = ListColumn(gettext_lazy("Kind"), accessor="label")
    begun = DateColumn(gettext_lazy("Owed since"))
    due = DateColumn(gettext_lazy("Due on"))


@page(*READERS)
def owed(request):
    """Branches without the plan they owe, as the to-dos of their units name them."""
    form = OwedForm(request.GET)
    context = {"form": form, "list": _listed(form, request), "crumbs": [(_("Owed plans"), None)]}
    return render(request, "pledges/todos/owed.html", context)


@page(*READERS)
def owed_sheet(request):
    """The same, all pages of it, as a workbook."""
    return _listed(OwedForm(request.GET), request).workbook(_("Owed plans"))


def _listed(form, request):
    return OwedList(form.duties(request.scope), request)
