"""Finding an organisation by code, name, former name, secretary or pinyin initials, and what is done about ratings by
its words and whose it is."""

from dataclasses import dataclass

from django import forms
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from branches import tree
from branches.models import Organisation
from branches.searching import found_by, organisations_matching
from core.forms import LineField
from core.lists import List, ListColumn, badge
from core.web.access import signed_in
from reports.found import found as sections_of

SOUGHT = gettext_lazy("Code, name, initials; words of a plan")


class SearchForm(forms.Form):
    """What is looked for."""

    q = LineField(label=SOUGHT, max_length=100, required=False)


@dataclass(frozen=True)
class FoundLine:
    """An organisation that was found, the one it belongs to, and what it was found by when its own name does not say
    that."""

    organisation: Organisation
    parent: Organisation | None
    words: str


class FoundList(List):
    """What was found."""

    organisation = ListColumn(
        gettext_lazy("Organisation"),
        accessor="organisation__name",
        linkify=lambda record: record.organisation.get_absolute_url(),
    )
    code = ListColumn(gettext_lazy("Code"), accessor="organisation__code")
    kind = ListColumn(gettext_lazy("Kind"), accessor="organisation__get_kind_display")
    parent = ListColumn(gettext_lazy("Belongs to"), accessor="parent__name")
    state = ListColumn(gettext_lazy("State"), accessor="organisation__closed_on", empty_values=())

    def __init__(self, *args, text, **kwargs):
        self.text = text
        super().__init__(*args, **kwargs)

    def lines(self, records):
        """FoundLines: three more queries."""
        parents, words = tree.parents_of(records), found_by(records, self.text)
        return [FoundLine(one, parents.get(one.path), words.get(one.pk, "")) for one in records]

    def value_organisation(self, value, record):
        return f"{value} · {record.words}" if record.words else value

    def value_kind(self, value, record):
        category = record.organisation.get_category_display()
        return f"{value} · {category}" if category else value

    def render_state(self, value):
        if value:
            return badge("closed", _("Closed on %(day)s") % {"day": date_format(value)})
        return badge("open", pgettext("organisation", "Open"))


@signed_in
@require_safe
def search(request):
    """Everything within the scope that matches, open ones and running ones first; one exact code leads to its page."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = request.scope.of(Organisation)
    exact = rows.filter(code=text).first() if text else None
    if exact:
        return redirect(exact)
    found = organisations_matching(rows, text) if text else rows.none()
    found = found.order_by(F("closed_on").asc(nulls_first=True), "path")
    sections = sections_of(request.scope, text) if text else []
    context = {"text": text, "list": FoundList(found, request, text=text), "sections": sections}
    return render(request, "reports/search/search.html", {**context, "crumbs": [(_("Search"), None)]})
