"""What is asked about a change of the tree: one form per kind, its refusals beside the field (R12–R16, R13a)."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches import actions
from branches.choices import HAS_BRANCHES, Basis, Category, Kind, TreeVerb
from branches.models import Organisation
from branches.searching import found_by, organisations_matching
from core.choices import Role
from core.forms import DateField, FoundingField, LineField, TextField, attempt

SUGGESTIONS = 20
NAMED = 5


class OrganisationField(LineField):
    """An organisation by its code, its name or what only it matches; suggests while one types.

    `kinds`: what is suggested, of open organisations (None: all but the university).
    """

    kinds = None
    rows = None

    def __init__(self, *, kinds=None, **kwargs):
        super().__init__(max_length=100, **kwargs)
        self.kinds = kinds

    def clean(self, value):
        text = super().clean(value)
        return self._exactly(text) or self._only(text)

    def suggested(self, text):
        """Open organisations that match `text`."""
        rows = self.rows.filter(closed_on=None).exclude(kind=Kind.UNIVERSITY if self.kinds is None else "")
        return organisations_matching(rows if self.kinds is None else rows.filter(kind__in=self.kinds), text)

    def options(self, text):
        """The first of them with what each was found by: [(organisation, words)]."""
        rows = list(self.suggested(text)[:SUGGESTIONS])
        words = found_by(rows, text)
        return [(one, words.get(one.pk, "")) for one in rows]

    def _exactly(self, text):
        by_name = list(self.suggested(text).filter(name=text)[:2])
        return self.rows.filter(code=text).first() or (by_name[0] if len(by_name) == 1 else None)

    def _only(self, text):
        found = list(self.suggested(text)[: NAMED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No open organisation matches “%(text)s”."), params={"text": text})
        names = " · ".join(str(organisation) for organisation in found[:NAMED])
        raise ValidationError(_("Several match, enter the code: %(names)s"), params={"names": names})


def day_field(label, **kwargs):
    """A day, today unless told otherwise."""
    return DateField(label=label, initial=timezone.localdate, **kwargs)


class Restructuring(forms.Form):
    """What all have: a document and a reason. `scope`: whose organisations can be named."""

    verb = None
    explanation = None
    document = LineField(label=gettext_lazy("Document number"), max_length=60, required=False)
    reason = TextField(
        label=pgettext_lazy("change of the tree", "Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, scope, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("document", "reason")])
        for name, field in self.organisation_fields.items():
            field.rows = scope.of(Organisation, role=Role.DEPARTMENT)
            field.widget.attrs |= {
                "list": f"options-{name}",
                "autocomplete": "off",
                "data-hx-get": reverse("reports:restructure_options", args=[self.verb, name]),
                "data-hx-target": f"#options-{name}",
                "data-hx-trigger": "input changed delay:250ms",
                "data-hx-sync": "this:replace",
            }

    @property
    def organisation_fields(self):
        return {name: field for name, field in self.fields.items() if isinstance(field, OrganisationField)}

    @property
    def organisations(self):
        """Those named in the form."""
        return [self.cleaned_data[name] for name in self.organisation_fields]

    @property
    def on(self):
        """The day of the change."""
        return self.cleaned_data["on"]

    @property
    def answers(self):
        """(label, what was entered), as it is read back before it is confirmed."""
        entered = [(field, self.cleaned_data[field.name]) for field in self]
        return [(field.label, shown(field, value)) for field, value in entered if value not in (None, "")]

    def act(self, *, by):
        """Carry out the change. Returns the organisation to look at. Raises: ValidationError."""
        facts = dict(self.cleaned_data)
        organisation = facts.pop("organisation")
        getattr(actions, self.verb)(organisation, **facts, by=by)
        return organisation

    def carry_out(self, *, by):
        """`act`, with what is refused as errors of the form and None instead."""
        return attempt(self, lambda: self.act(by=by))


class FoundForm(Restructuring):
    verb = TreeVerb.FOUND
    explanation = gettext_lazy(
        "What is new has no baseline, so it is in no cohort; it is not rated before it is a year old, "
        "unless the department allows it (R16)."
    )
    parent = OrganisationField(
        label=gettext_lazy("Belongs to"),
        kinds=(Kind.UNIVERSITY, *HAS_BRANCHES),
        help_text=gettext_lazy("Code, name or pinyin initials; for a base organisation the university committee."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", "—"), *(kind for kind in Kind.choices if kind[0] != Kind.UNIVERSITY)],
    )
    code = LineField(
        label=gettext_lazy("Code"), max_length=20, help_text=gettext_lazy("Identifies for ever; never reused.")
    )
    name = LineField(label=gettext_lazy("Name"), max_length=100)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=[("", "—"), *Category.choices], required=False)
    basis = forms.ChoiceField(label=gettext_lazy("Founded by"), choices=[("", "—"), *Basis.choices], required=False)
    members = forms.IntegerField(label=gettext_lazy("Members"), min_value=0, required=False)
    founded_on = FoundingField(label=gettext_lazy("Founded on"), initial=timezone.localdate)

    @property
    def on(self):
        return self.cleaned_data["founded_on"]

    def act(self, *, by):
        return actions.found(**self.cleaned_data, by=by)


class RenameForm(Restructuring):
    verb = TreeVerb.RENAME
    explanation = gettext_lazy("Only the name changes; the code, the figures and the past name stay.")
    organisation = OrganisationField(
        label=gettext_lazy("Organisation"), help_text=gettext_lazy("Code, name or pinyin initials")
    )
    name = LineField(label=gettext_lazy("New name"), max_length=100)
    on = day_field(pgettext_lazy("day", "From"))


class ReclassifyForm(Restructuring):
    verb = TreeVerb.RECLASSIFY
    explanation = gettext_lazy(
        "Pages and ledgers of an earlier day go on showing the former category (R34). "
        "What was entered by mistake is corrected on the branch’s page in the roster, for all days."
    )
    organisation = OrganisationField(
        label=gettext_lazy("Branch"),
        kinds=(Kind.BRANCH, Kind.DIRECT_BRANCH),
        help_text=gettext_lazy("Code, name or pinyin initials"),
    )
    category = forms.ChoiceField(label=gettext_lazy("New category"), choices=[("", "—"), *Category.choices])
    basis = forms.ChoiceField(label=gettext_lazy("Founded by"), choices=[("", "—"), *Basis.choices], required=False)
    on = day_field(pgettext_lazy("day", "From"))


class MoveForm(Restructuring):
    verb = TreeVerb.MOVE
    explanation = gettext_lazy(
        "The branch stays in the cohort of the unit it belonged to at its baseline; both units are shown (R14)."
    )
    organisation = OrganisationField(
        label=gettext_lazy("Branch"), kinds=(Kind.BRANCH,), help_text=gettext_lazy("Code, name or pinyin initials")
    )
    to = OrganisationField(label=gettext_lazy("New base organisation"), kinds=HAS_BRANCHES)
    on = day_field(gettext_lazy("On"))


class MergeForm(Restructuring):
    verb = TreeVerb.MERGE
    explanation = gettext_lazy(
        "A merged branch stays in its cohort and keeps its own last standing until the successor is rated in a round "
        "after the merger (R12). Open branches of a merged base organisation move to the successor that day (R13a)."
    )
    organisation = OrganisationField(
        label=gettext_lazy("Organisation that is closed"), help_text=gettext_lazy("Code, name or pinyin initials")
    )
    into = OrganisationField(label=gettext_lazy("Merged into"))
    on = day_field(gettext_lazy("On"), help_text=gettext_lazy("Closed on that day already."))
    document = LineField(label=gettext_lazy("Document number"), max_length=60)


class DissolveForm(Restructuring):
    verb = TreeVerb.DISSOLVE
    explanation = gettext_lazy(
        "From that day on it leaves numerator and denominator and is listed under “left out” with its document (R13). "
        "A base organisation is dissolved only when no open branch is left under it (R13a)."
    )
    organisation = OrganisationField(
        label=gettext_lazy("Organisation that is closed"), help_text=gettext_lazy("Code, name or pinyin initials")
    )
    on = day_field(gettext_lazy("On"), help_text=gettext_lazy("Closed on that day already."))
    document = LineField(label=gettext_lazy("Document number"), max_length=60)


class SplitForm(Restructuring):
    verb = TreeVerb.SPLIT
    explanation = gettext_lazy("The branch carries on; the new one has no baseline and is never in a cohort (R15).")
    organisation = OrganisationField(
        label=gettext_lazy("Branch that is split"),
        kinds=(Kind.BRANCH, Kind.DIRECT_BRANCH),
        help_text=gettext_lazy("Code, name or pinyin initials"),
    )
    code = LineField(label=gettext_lazy("Code of the new branch"), max_length=20)
    name = LineField(label=gettext_lazy("Name of the new branch"), max_length=100)
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        choices=[("", gettext_lazy("As before")), *Category.choices],
        required=False,
    )
    basis = forms.ChoiceField(label=gettext_lazy("Founded by"), choices=[("", "—"), *Basis.choices], required=False)
    members = forms.IntegerField(label=gettext_lazy("Members of the new branch"), min_value=0, required=False)
    on = day_field(gettext_lazy("On"))

    def act(self, *, by):
        facts = dict(self.cleaned_data)
        return actions.split(facts.pop("organisation"), **facts, by=by)


CHANGES = (FoundForm, RenameForm, ReclassifyForm, MoveForm, MergeForm, DissolveForm, SplitForm)
FORMS = {form.verb: form for form in CHANGES}


def shown(field, value):
    """A cleaned value as it is read back: choices by their label."""
    return dict(getattr(field.field, "choices", ())).get(value, value)
