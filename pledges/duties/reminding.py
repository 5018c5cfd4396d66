"""What a press on “remind” is about: whose duties were ticked, or all late ones of a list."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation
from core.choices import Role
from pledges.actions.reminding import Reminded, sorted_out
from pledges.choices import DutyKind
from pledges.duties.page import FILTERS, DutyPage
from ratings.query import board_query


class Reminding:
    """The duties whose keys (`row=pledge-0101`) the address or the button names; with `all=1` the late ones of the list
    that the address filters.

    Raises: Http404 for somebody whom the person may not remind.
    """

    def __init__(self, request):
        self._asked, self.scope = request.GET, request.scope
        self.query = board_query({"campaign": request.GET.get("campaign", "")})
        self.role = Role.DEPARTMENT if self.scope.has(Role.DEPARTMENT) else Role.UNIT
        self.rows = self.scope.of(Organisation, role=self.role)
        self.keys = self._keys(request)
        codes = {code for _kind, code in self.keys}
        if self.query.campaign is None or self.rows.filter(code__in=codes).count() < len(codes):
            raise Http404

    def _keys(self, request):
        """{(kind, code)} of what is asked about."""
        if "all" in request.GET:
            shown = DutyPage(self.scope, self.query, request.GET)
            return {(one.kind, one.organisation.code) for one in shown.pressed}
        sent = [key.partition("-") for key in (*request.GET.getlist("row"), *request.POST.getlist("row"))]
        return {(kind, code) for kind, _dash, code in sent if kind in DutyKind.values}

    @cached_property
    def _sorted_out(self):
        return sorted_out(**self.facts)

    @property
    def duties(self):
        """Those of them that are open and to be reminded of today, for the page that asks once."""
        return self._sorted_out[0]

    @property
    def left_out(self):
        """In sentences what became of the others, if any of them are sent at all."""
        return [sentence for _level, sentence in _left_out(self._sorted_out[1])] if self.duties else []

    @property
    def facts(self):
        """What the verb takes."""
        return {"campaign": self.query.campaign, "rows": self.rows, "asked": self.keys, "role": self.role}

    @property
    def refusal(self):
        """Why nothing can be sent, in a sentence; "" when something can."""
        if self.duties:
            return ""
        return _("All of them were reminded today already, wait for somebody else, or owe nothing any more.")

    @property
    def back(self):
        """The list one came from, filter kept."""
        return self._list(FILTERS)

    @property
    def back_reminded(self):
        """The same, at the one row that was pressed."""
        return f"{self.back}#{'-'.join(next(iter(self.keys)))}" if len(self.keys) == 1 else self.back

    @property
    def back_ticked(self):
        """The same with its ticks."""
        return self._list((*FILTERS, "row"))

    def _list(self, names):
        kept = self._asked.copy()
        for name in set(kept) - set(names):
            del kept[name]
        return reverse("pledges:duties") + (f"?{kept.urlencode()}" if kept else "")

    def told(self, done: Reminded):
        """(level, sentence) of what was sent and what was not."""
        if done.sent:
            sent = ngettext("Reminded of %(count)d duty.", "Reminded of %(count)d duties.", done.sent)
            yield messages.SUCCESS, sent % {"count": done.sent}
        yield from _left_out(done)


def _left_out(done):
    if done.again:
        again = ngettext("%(count)d had been reminded today.", "%(count)d had been reminded today.", done.again)
        yield messages.INFO, again % {"count": done.again}
    if done.settled:
        over = ngettext(
            "%(count)d is not reminded: it owes this no more.",
            "%(count)d are not reminded: they owe this no more.",
            done.settled,
        )
        yield messages.INFO, over % {"count": done.settled}
    if done.pending:
        pending = ngettext(
            "%(count)d is not reminded: it waits for somebody else.",
            "%(count)d are not reminded: they wait for somebody else.",
            done.pending,
        )
        yield messages.INFO, pending % {"count": done.pending}
