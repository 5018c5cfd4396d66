"""The admin's door and its scope: the same appointments as everywhere else."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from core.choices import EventKind, Role
from core.forms import placed, settled, show
from core.forms.fields import FOLDED
from core.forms.versions import VersionedForm, in_words
from core.log.acts import about, acting
from core.names import fold
from core.searching import says

LONGEST_KEY = 18  # digits; a longer number fits no key of the database
DOOR = (Role.DEPARTMENT, Role.ACCOUNTS)


class RosterSite(admin.AdminSite):
    """Roster maintenance for the department, accounts for their administrator."""

    site_header = site_title = _("Roster maintenance")
    index_title = _("Registers")
    site_url = "/"
    enable_nav_sidebar = False  # the site's menu leads to the registers

    def has_permission(self, request):
        return request.user.is_active and request.scope.has(*DOOR)

    def password_change(self, request, extra_context=None):
        """There is one page for this, and it ends the forced change."""
        return redirect("password_change")

    def login(self, request, extra_context=None):
        """Strangers go to the one sign-in page; people without the role are told so."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise PermissionDenied
        query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('login')}?{query}")


class Readable(HistoricalRecordContextHelper):
    """Before and after in words: choices by their label, yes and no, nothing as a dash."""

    def prepare_delta_change_value(self, change, value):
        return in_words(self.model._meta.get_field(change.field), value)


class Suggesting(AutocompleteSelect):
    """Django's field of suggestions looks up whatever an address or a form names; this one only what can be a key.

    It begins with an empty choice, also where one must be made: HTML asks for that.
    """

    def optgroups(self, name, value, attr=None):
        groups = super().optgroups(name, [one for one in value if _can_be_key(one)], attr)
        _label, options, _index = groups[0]
        if self.is_required:
            options.insert(0, self.create_option(name, "", "—", not options, 0))
        return groups

    def value_from_datadict(self, data, files, name):
        """A text that is no key becomes one that nobody has, so that the field refuses it."""
        value = super().value_from_datadict(data, files, name)
        return value if not value or _can_be_key(value) else "0"


def _can_be_key(value):
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class OwnRowField(forms.ModelChoiceField):
    """The hidden key of a row, one of the `rows` ({key as text: row}) that are shown: none is asked for by itself."""

    def __init__(self, rows, **kwargs):
        super().__init__(None, required=False, widget=forms.HiddenInput, **kwargs)
        self.rows = rows

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": value})
        return self.rows[str(value)]


class OwnRowsFormSet(forms.BaseInlineFormSet):
    """The rows of one object; a forged one of another object is refused and not passed over."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self._pk_field.name
        if isinstance(form.fields.get(name), forms.ModelChoiceField):
            form.fields[name] = OwnRowField(self.own_rows, initial=form.fields[name].initial)

    @cached_property
    def own_rows(self):
        return {str(row.pk): row for row in self.get_queryset()}

    def clean(self):
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise forms.ValidationError(_("One of these rows does not belong here. Load the page again."))


class RegisterForm(forms.ModelForm):
    """A form of a register: what its row refuses of a field that is not asked for is said on top."""

    def _update_errors(self, errors):
        super()._update_errors(ValidationError(placed(self, errors)))


class CorrectingForm(VersionedForm, RegisterForm):
    """Of a row that is there: what somebody else changed since its page was shown is told before anything is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.watch(self.instance.history)

    def hold(self) -> None:
        """Until the transaction ends nobody else changes the row. Raises: ValidationError when somebody did since its
        page was shown."""
        type(self.instance)._base_manager.select_for_update(no_key=True).get(pk=self.instance.pk)
        self.refuse_stale()


class Refused:
    """Of a form: it is not valid, for the reasons that `refused` gives."""

    refused = None

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            show(self, self.refused)


class ScopedAdmin(SimpleHistoryAdmin):
    """A register whose rows, choices and permissions come from the scope. Nothing is ever deleted."""

    form = RegisterForm
    roles = (Role.DEPARTMENT,)
    event_kind = EventKind.WRITE  # of what is entered and corrected here
    formfield_overrides = FOLDED
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    heading = ""  # of the list, as the menu calls it

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": self.heading, **(extra_context or {})})

    def get_queryset(self, request):
        return request.scope.of(super().get_queryset(request), role=self.roles)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault(
            "queryset", request.scope.of(db_field.remote_field.model._default_manager.all(), role=self.roles)
        )
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Suggesting(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A page of changes, all saved or none.

        What the database or a verb refuses only at saving, because somebody else was faster, is looked at again: now
        the form's own checks see what the other one wrote and say so beside the field, with what was typed kept.
        """
        changeform = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return changeform()
        view = partial(self._as_one_act, request, changeform, "enter" if object_id is None else "correct")
        try:
            return settled(view)
        except ValidationError:
            return self._looked_at_again(request, view, changeform)

    def _as_one_act(self, request, changeform, verb):
        with acting(verb, self.event_kind, by=request.user):
            return changeform()

    def save_model(self, request, obj, form, change):
        if change:
            form.hold()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """The act is about the row of the page, also where only what stands below it was changed."""
        super().save_related(request, form, formsets, change)
        about(form.instance)

    def _looked_at_again(self, request, view, changeform):
        """The answer to what was refused once; a refusal that no check of the form foresees is said on the form."""
        try:
            return settled(view)
        except ValidationError as refused:
            request.refused = refused
            return changeform()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if change:
            kwargs.setdefault("form", CorrectingForm)
        form = super().get_form(request, obj, change=change, **kwargs)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (Refused, form), {"refused": refused}) if refused else form

    def get_search_results(self, request, queryset, search_term):
        """The rows that every word of what is looked for finds, in whatever writing (R33)."""
        for word in fold(search_term).split():
            queryset = self.matching(queryset, word)
        return queryset, False

    def matching(self, rows, word):
        """Those of `rows` that say `word`."""
        return rows.filter(says(word, self.search_fields))

    def lookup_allowed(self, lookup, value, request=None):
        """Rows are narrowed by the filters that are offered, and by nothing else that an address names."""
        offered = {getattr(one, "parameter_name", one) for one in self.list_filter}
        return lookup.partition("__")[0] in offered and super().lookup_allowed(lookup, value, request)

    def history_view(self, request, object_id, extra_context=None):
        """What happened to a row of the scope, newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """A row outside of one's register is none, as everywhere; Django would lead back with a message."""
        raise Http404

    def get_object(self, request, object_id, from_field=None):
        """The row of that key; an address may name a field of its own, an empty one is none."""
        return super().get_object(request, object_id, from_field or None)

    def revert_disabled(self, request, obj=None):
        """A history is read; see `history_form_view`."""
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Nothing goes back to an old version past the rules."""
        raise Http404

    def get_historical_record_context_helper(self, request, historical_record):
        return Readable(self.model, historical_record)

    def has_module_permission(self, request):
        return request.scope.has(*self.roles)

    def has_view_permission(self, request, obj=None):
        return request.scope.has(*self.roles)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False
