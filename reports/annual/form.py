"""The forms of the annual report: its words, an acceptance, a final edition."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import LineField, TextField, attempt, stored
from core.forms.parts import parts_of
from core.forms.versions import VersionedForm
from core.models import PERSON
from reports import actions
from reports.models import COVER, PARAGRAPH, PARAGRAPHS, REASON, TELEPHONE, AnnualReport
from reports.queries.annual.query import AnnualQuery

PARTS = (
    (pgettext_lazy("annual report", "Cover"), COVER),
    (pgettext_lazy("annual report", "Written report"), PARAGRAPHS),
)


def _line(label, most=PERSON, **kwargs):
    return LineField(label=label, max_length=most, required=False, **kwargs)


def _paragraph(label):
    return TextField(label=label, max_length=PARAGRAPH, required=False, widget=forms.Textarea({"rows": 6}))


class AnnualWordsForm(VersionedForm):
    """What stands on the cover, and the department's own paragraphs."""

    document = _line(_("Document number"))
    responsible = _line(_("Person responsible"))
    person = _line(_("Filled in by"))
    telephone = _line(_("Telephone"), TELEPHONE)
    situation = _paragraph(_("Basic situation"))
    measures = _paragraph(pgettext_lazy("annual report", "Main measures"))
    results = _paragraph(pgettext_lazy("annual report", "Results"))
    problems = _paragraph(pgettext_lazy("annual report", "Problems"))
    further = _paragraph(_("Next steps"))

    def __init__(self, data=None, *, query: AnnualQuery, report: AnnualReport | None, rows):
        """`report`: what is stored, None at first; `rows`: the history of this report."""
        self.query = query
        super().__init__(data, initial=stored(report, self.base_fields))
        self.watch(rows)

    @property
    def parts(self):
        """Its lines by subject."""
        return parts_of(self, PARTS)

    def save(self, *, by) -> AnnualReport | None:
        """Write it. Returns the report; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        words = {name: self.cleaned_data[name] for name in (*COVER, *PARAGRAPHS)}
        actions.hold_reports(self.query.campaign)
        self.refuse_stale()
        return actions.save_report(query=self.query, words=words, by=by)


class AcceptanceForm(forms.Form):
    """Why what was found is accepted; `fingerprint`: what that was when the page was shown."""

    reason = LineField(label=pgettext_lazy("check", "Reason"), max_length=REASON)
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)


class FreezingForm(forms.Form):
    """A final edition; `number`: the one it was to be when the page was shown. From the second on it says why: the verb
    asks, once it is clear that nobody was faster."""

    why = LineField(label=_("What was corrected, and why"), max_length=REASON, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)

    def __init__(self, data=None, *, number: int):
        super().__init__(data, initial={"number": number})
        if number == 1:
            del self.fields["why"]
