"""Roster maintenance: the tree of organisations in its own order. Nothing is deleted; closing is a dated change."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches import actions
from branches.admin.filters import OfficeFilter, StateFilter, UnitFilter
from branches.admin.inlines import ChangeInline, HeldInline, NewAppointmentInline, SecretaryInline
from branches.admin.leaving import LeavingMixin
from branches.choices import BRANCH_KINDS, HAS_BRANCHES, Kind
from branches.forms import FoundingForm, OrganisationForm
from branches.models import UNIT_PATH, Appointment, Organisation, Secretary
from branches.searching import organisations_matching
from core.admin import ScopedAdmin
from core.searching import says

FACTS = ("members", "category", "basis", "founded_on")
DECISION = ("document", "reason")
Links = Callable[[Organisation | None], list[tuple[str, str]]]
_above: list[Links] = []


def offer(links: Links) -> None:
    """Let a higher floor offer links, (label, url), on the page of an organisation; on the list of all for None."""
    _above.append(links)


def offered(organisation: Organisation | None) -> list[tuple[str, str]]:
    """What the floors above offer for `organisation`, or for the list of all."""
    return [link for links in _above for link in links(organisation)]


@admin.register(Organisation)
class OrganisationAdmin(LeavingMixin, ScopedAdmin):
    """One row per organisation, in the order of the tree."""

    heading = pgettext_lazy("register", "Roster")
    list_display = (
        *("tree_name", "code", "kind", "category", "unit_name"),
        *("secretary", "term", "appointed", "members", "branches", "state"),
    )
    list_display_links = ("tree_name",)
    list_filter = ("kind", "category", UnitFilter, StateFilter, OfficeFilter)
    list_select_related = ("successor",)
    search_fields = ("name",)  # `matching` looks further
    search_help_text = gettext_lazy("Code, part of a name or former name, secretary, or pinyin initials")
    ordering = ("path",)
    sortable_by = ("code", "members")
    change_form_template = "admin/branches/organisation/change_form.html"
    change_list_template = "admin/branches/organisation/change_list.html"

    def get_queryset(self, request):
        units = Organisation.objects.filter(path=Substr(OuterRef("path"), 1, UNIT_PATH), depth=2)
        in_office = Secretary.objects.in_office_on(timezone.localdate())
        rows = super().get_queryset(request).annotate(unit_name=Subquery(units.values("name")[:1]))
        appointed = Appointment.objects.on(timezone.localdate()).of_offices().select_related("user")
        return rows.prefetch_related(
            Prefetch("secretaries", in_office, to_attr="in_office"),
            Prefetch("appointments", appointed.order_by("pk"), to_attr="appointed"),
        )

    def get_search_results(self, request, queryset, search_term):
        """The suggestions for a parent are those that can have children."""
        if request.GET.get("field_name") == "successor":
            queryset = queryset.parents()
        return super().get_search_results(request, queryset, search_term)

    def matching(self, rows, word):
        """Also by whoever holds the role of a secretary there: the list names them."""
        appointed = Appointment.objects.on(timezone.localdate()).of_offices().filter(says(word, ["user__name"]))
        return organisations_matching(rows, word) | rows.filter(pk__in=appointed.order_by().values("organisation"))

    @admin.display(description=pgettext_lazy("of an organisation", "name"))
    def tree_name(self, organisation):
        closed = " is-closed" if organisation.closed_on else ""
        return format_html('<span class="tree-{}{}">{}</span>', organisation.depth, closed, organisation.name)

    @admin.display(description=gettext_lazy("base organisation"))
    def unit_name(self, organisation):
        return organisation.unit_name if organisation.kind == Kind.BRANCH else ""

    @admin.display(description=gettext_lazy("secretary"))
    def secretary(self, organisation):
        for secretary in organisation.in_office:
            return secretary.name
        return "" if organisation.closed_on or organisation.kind == Kind.UNIVERSITY else _("vacant")

    @admin.display(description=gettext_lazy("term to"))
    def term(self, organisation):
        for secretary in organisation.in_office:
            if secretary.term_to and secretary.term_to < timezone.localdate():
                return _("%(day)s, over") % {"day": date_format(secretary.term_to)}
            return secretary.term_to
        return ""

    @admin.display(description=gettext_lazy("appointed"))
    def appointed(self, organisation):
        """Who signs in as its secretary."""
        return ", ".join(appointment.user.name for appointment in organisation.appointed)

    @admin.display(description=gettext_lazy("branches"))
    def branches(self, organisation):
        if organisation.kind not in HAS_BRANCHES:
            return ""
        return format_html('<a href="?unit={}">{}</a>', organisation.code, organisation.numchild)

    @admin.display(description=gettext_lazy("state"))
    def state(self, organisation):
        if organisation.closed_on is None:
            return _("open")
        words = {"day": date_format(organisation.closed_on), "successor": organisation.successor}
        if organisation.successor:
            return _("merged into %(successor)s on %(day)s") % words
        return _("closed on %(day)s") % words

    @admin.display(description=gettext_lazy("belongs to"))
    def parent(self, organisation):
        return Organisation.objects.get_parent(organisation) or "—"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = OrganisationForm if obj else type("FoundingForm", (FoundingForm,), {"scope": request.scope})
        return super().get_form(request, obj, change=change, **({"form": form} | kwargs))

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ("parent", "kind", "code", "name", *FACTS, *DECISION)})]
        fixed, renaming = ("code", "kind", "parent", "state", "closing_document"), ("name", "on", "document")
        facts = FACTS if obj.kind in BRANCH_KINDS else ("members", "founded_on")
        return [
            (None, {"fields": fixed}),
            (_("Name"), {"fields": ("name",) if obj.closed_on else renaming}),
            (_("Facts"), {"fields": (*facts, "reason")}),
        ]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        fixed = ("code", "parent", "state", "closing_document")
        return (*fixed, *(() if obj.kind in HAS_BRANCHES else ("kind",)), *(("name",) if obj.closed_on else ()))

    def get_inlines(self, request, obj):
        if obj is None:
            return [SecretaryInline]
        new = [] if obj.closed_on else [NewAppointmentInline]
        return [SecretaryInline, HeldInline, *new, ChangeInline]

    def save_model(self, request, obj, form, change):
        """Through the verbs of the tree, so that day, document, reason and author are kept."""
        if change:
            form.hold()
            obj.name = form.former.name  # the facts' history does not know the new one yet
            form.carry_out(obj, by=request.user)
        else:
            given = {name: form.cleaned_data[name] for name in ("parent", "document", "reason")}
            actions.establish(obj, by=request.user, **given)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "offered": offered(None)})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["offered"] = offered(obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def view_on_site(self, obj):
        return obj.get_absolute_url()
