"""Which acts may have made a fact other than it was: what was written about an organisation since a moment (R4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Change, Organisation, Secretary
from pledges.models import (
    Benchmark,
    BenchmarkItem,
    Comment,
    HelpRecord,
    Measure,
    Meeting,
    Plan,
    Twinning,
)
from projects.models import Project
from ratings.models import Rating
from reports.queries.annual.facts.titles import FactTitle

# What makes the facts of each sheet, and where its rows name the organisation.
OF_ALL = {Change: "organisation__code", Organisation: "code"}
RATINGS = {Rating: "organisation__code"}
OF_SHEET = {
    FactTitle.BRANCHES: RATINGS,
    FactTitle.PLANS: {Plan: "organisation__code", Measure: "plan__organisation__code", **RATINGS},
    FactTitle.BENCHMARKS: {Benchmark: "follower__code", BenchmarkItem: "benchmark__follower__code", **RATINGS},
    FactTitle.MEETINGS: {Meeting: "unit__code", Comment: "branch__code"},
    FactTitle.TWINNINGS: {Twinning: "helped__code", HelpRecord: "twinning__helped__code"},
    FactTitle.PROJECTS: {Project: "organisation__code"},
    FactTitle.SECRETARIES: {Secretary: "organisation__code"},
}


@dataclass(frozen=True)
class AnnualAct:
    """Somebody wrote a row of the model of that name: `who` when and why, and in which `state` it stood then."""

    model: str
    state: str
    who: str
    at: str
    reason: str

    @property
    def told(self) -> str:
        """The act in a sentence."""
        model = apps.get_model(self.model)
        state = dict(model._meta.get_field("state").flatchoices).get(self.state, "") if self.state else ""
        what = " · ".join(map(str, filter(None, [model._meta.verbose_name, state])))
        when = date_format(timezone.localtime(parse_datetime(self.at)), "DATETIME_FORMAT")
        said = _("%(what)s, by %(who)s on %(when)s") % {"what": what, "who": self.who or _("a command"), "when": when}
        return _("%(said)s: %(reason)s") % {"said": said, "reason": self.reason} if self.reason else said


def acts_since(moment: datetime, sheet: str, texts: Iterable[str]) -> dict[str, list[AnnualAct]]:
    """{code of an organisation: what was written after `moment` of what the facts of `sheet` are made from} of those
    whose code is among `texts`: one query, and one for each model."""
    wanted, found = _codes(texts), defaultdict(list)
    for model, lookup in (OF_SHEET[FactTitle(sheet)] | OF_ALL).items() if wanted else ():
        rows = model.history.filter(history_date__gt=moment, **{f"{lookup}__in": wanted})
        rows = rows.select_related("history_user").annotate(of_code=F(lookup)).order_by("history_date", "history_id")
        for row in rows:
            found[row.of_code].append(_act(model, row))
    return dict(found)


def _codes(texts):
    return set(Organisation.objects.filter(code__in=texts).values_list("code", flat=True)) if texts else set()


def _act(model, row):
    who = row.history_user.name if row.history_user else ""
    reason = getattr(row, "reason", "") or row.history_change_reason or ""
    return AnnualAct(model._meta.label_lower, getattr(row, "state", ""), who, row.history_date.isoformat(), reason)
