"""What is asked when a project is accepted or sent back to be corrected, and what is told before that."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.days import months_after
from core.forms import DateField, LineField, TextField
from core.models import LINE
from core.workflow.forms import REASON, few_lines
from projects.actions.reports.midterm import correction_months
from projects.choices import GOOD_GRADES, Grade
from projects.models import Project
from projects.models.calls import EXCELLENT_PERCENT
from projects.queries.carrying.accepting import excellent_of
from projects.rules.grading import is_over
from projects.rules.money import yuan
from projects.verbs import AboutProject


class GradeForm(AboutProject):
    """How a project is accepted."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Grade"),
        choices=[(one.value, one.label) for one in GOOD_GRADES],
        widget=forms.RadioSelect,
    )
    award = LineField(
        label=pgettext_lazy("project", "Award"),
        max_length=LINE,
        required=False,
        help_text=gettext_lazy("In its own words, where there is one."),
    )

    def clean_grade(self):
        return Grade(self.cleaned_data["grade"])


class AmendForm(AboutProject):
    """Until when a project is corrected, and what."""

    correct_by = DateField(label=gettext_lazy("To be corrected by"))
    reason = TextField(label=gettext_lazy("What is to be corrected"), max_length=REASON, widget=few_lines())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["correct_by"] = months_after(timezone.localdate(), correction_months(self.project))


def grades_told(project: Project) -> list[str]:
    """How many of its call would be excellent with `project`, and whether that is more than it should be (R38)."""
    best, accepted = excellent_of(project)
    percent = project.call.excellent_percent if project.call else EXCELLENT_PERCENT
    facts = {"best": best + 1, "accepted": accepted + 1, "percent": percent}
    told = [_("As excellent, it would be one of %(best)d among %(accepted)d accepted in this call.") % facts]
    if is_over(best + 1, accepted + 1, percent):
        told.append(_("That is more than %(percent)d%% of them: possible, but have a good reason.") % facts)
    return told


def money_told(project: Project) -> list[str]:
    """What is to go back when `project` ends before its time."""
    rest = project.advanced - project.spent
    return [_("Advanced and not spent, to go back: %(rest)s yuan.") % {"rest": yuan(rest)}] if rest > 0 else []
