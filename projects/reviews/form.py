"""What is asked when an application is approved, and when its project begins."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import DateField, LineField, NumberField, TextField
from core.workflow.forms import few_lines
from projects.choices import ProjectClass
from projects.models.fields import DECIMALS, DIGITS
from projects.queries.judging.approvals import line_amounts, proposed_number
from projects.verbs import AboutProject

MESSAGE = 200  # characters of a message: by how much the lines differ is added to it
DAYS = ("starts_on", "midterm_on", "final_on", "ends_on")


def _money(label):
    return NumberField(label=label, min_value=0, max_digits=DIGITS, decimal_places=DECIMALS)


def _day(label):
    return DateField(label=label)


class ApprovalForm(AboutProject):
    """The class, both sums, a message; a general project is approved as one and is not asked."""

    project_class = forms.ChoiceField(label=gettext_lazy("Approved as"), choices=ProjectClass)
    granted = _money(gettext_lazy("Granted (yuan)"))
    own_granted = _money(gettext_lazy("Own part (yuan)"))
    message = TextField(
        label=gettext_lazy("Message to the applicant"), max_length=MESSAGE, required=False, widget=few_lines()
    )

    def __init__(self, data=None, *, project, **kwargs):
        super().__init__(data, project=project, initial=_sums(project), **kwargs)
        if project.project_class == ProjectClass.GENERAL:
            del self.fields["project_class"]


class RevisionForm(ApprovalForm):
    """The same, with a message that says what is to be changed."""

    def __init__(self, data=None, *, project, **kwargs):
        super().__init__(data, project=project, **kwargs)
        self.fields["message"].required = True
        self.fields["message"].help_text = gettext_lazy(
            "What is to be changed. By how much the budget lines differ from both sums is added to it."
        )


class StartForm(AboutProject):
    """Number and days, as the call says them."""

    number = LineField(label=gettext_lazy("Project number"), max_length=40)
    starts_on = _day(gettext_lazy("Begins on"))
    midterm_on = _day(gettext_lazy("Mid-term report by"))
    final_on = _day(gettext_lazy("Final report by"))
    ends_on = _day(pgettext_lazy("project", "Ends on"))

    def __init__(self, data=None, *, project, **kwargs):
        days = {name: getattr(project.call or project, name) for name in DAYS}
        super().__init__(data, project=project, initial={"number": proposed_number(project), **days}, **kwargs)


def _sums(project):
    """What is proposed: the own part as applied for, the rest of the lines within what the call gives."""
    asked = sum(line_amounts(project), Decimal(0)) - project.own_part
    most = project.call.money(project.project_class) if project.call else asked
    facts = {"project_class": project.project_class, "own_granted": project.own_part}
    return {"granted": max(min(asked, most), Decimal(0)), **facts}
