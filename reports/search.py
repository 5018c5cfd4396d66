"""Finding an organisation by code, name or pinyin initials."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from branches import tree
from branches.models import Organisation
from core.web.access import signed_in

PAGE = 50


class SearchForm(forms.Form):
    """What is looked for."""

    q = forms.CharField(label=gettext_lazy("Code, name or pinyin initials"), max_length=100, required=False)


@signed_in
@require_safe
def search(request):
    """Everything within the scope that matches, open ones first; one exact code leads to its page."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = request.scope.of(Organisation)
    exact = rows.filter(code=text).first() if text else None
    if exact:
        return redirect(exact)
    found = rows.matching(text).order_by(F("closed_on").asc(nulls_first=True), "path") if text else rows.none()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    parents = tree.parents_of(page)
    context = {"form": form, "text": text, "page": page, "rows": [(row, parents.get(row.path)) for row in page]}
    return render(request, "reports/search/search.html", {**context, "crumbs": [(_("Search"), None)]})
