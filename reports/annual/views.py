"""The annual report: its page, its words, its draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.choices import Role
from core.web.access import page
from core.workbooks.export import book_response
from reports.annual.asking import READERS, AnnualAsked, asked_of, written_of
from reports.annual.book import write_book
from reports.annual.form import AnnualWordsForm
from reports.annual.page import AnnualPage
from reports.queries.annual.editions import cover_of, report_of, words_written


@page(*READERS)
def annual(request):
    """What stands against the report, what of it there is already, and where it is built."""
    return _shown(request, asked_of(request))


@page(Role.DEPARTMENT, Role.UNIT, post=True)
def annual_words(request):
    """What stands on the cover, and the paragraphs of the written report."""
    asked = written_of(request)
    stored, rows = report_of(asked.query), words_written(asked.query)
    form = AnnualWordsForm(request.POST or None, query=asked.query, report=stored, rows=rows)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect(asked.url)
    context = {"asked": asked, "form": form, "crumbs": crumbs(asked, _("Cover and paragraphs"))}
    return render(request, "reports/annual/words.html", context)


@page(*READERS)
def annual_draft(request):
    """The workbook as it would be today; every header says that it is a draft."""
    asked = asked_of(request)
    if not asked.is_there:
        return _shown(request, asked)
    name = " ".join(["基层党组织晋位升级年报", asked.query.called, str(asked.year), "草稿"])
    return book_response(request, name, lambda stream: write_book(stream, asked.query, cover_of(asked.query)))


def crumbs(asked: AnnualAsked, *further):
    """From the page of the report to what is below it."""
    return [(_("Annual report"), asked.url), *((label, None) for label in further)]


def _shown(request, asked):
    context = {"asked": asked, "query": asked, "crumbs": [(_("Annual report"), None)]}
    context["page"] = AnnualPage(asked, request.scope) if asked.query else None
    return render(request, "reports/annual/annual.html", context, status=asked.status)
