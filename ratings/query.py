"""What an address asks of figures: which campaign, which day (`?campaign=&on=`)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.as_of import names_on
from core.validators import PLAUSIBLE_DAY
from core.web.links import page_query
from ratings.queries import board as boards


@dataclass(frozen=True)
class BoardQuery:
    """The campaign (None: there is none) and the day; `problems`: what could not be understood, in sentences.

    `status` is the answer's: 404 for a campaign that does not exist, 400 for a day that is none, else 200.
    """

    campaigns: list
    campaign: object
    on: date
    today: date
    problems: list
    status: int = 200

    @property
    def as_of(self):
        """The day of a page that is not about today, else None."""
        return None if self.on == self.today else self.on

    @property
    def campaign_code(self):
        """The campaign's code when links must name it: there are others, and another day may show one of them."""
        return self.campaign.code if len(self.campaigns) > 1 else ""

    @property
    def string(self):
        """What a link to another page of the same campaign and day ends with: "" or "?campaign=2012&on=2012-12-31"."""
        return page_query(campaign=self.campaign_code, on=self.as_of)

    def name_of(self, organisation):
        """What `organisation` was called on the day: no query to the database for today."""
        return names_on([organisation], self.on)[organisation.pk] if self.as_of else organisation.name


def board_query(parameters, *, ahead: bool = True) -> BoardQuery:
    """What the query `parameters` ask; what cannot be understood falls back to the campaign on show and today.

    `ahead`: whether a day to come can be asked about (R34). One query.
    """
    campaigns, today = boards.campaigns(), timezone.localdate()
    day, problems = _day(parameters.get("on", "").strip(), today, ahead=ahead)
    status = 400 if problems else 200
    code = parameters.get("campaign", "").strip()
    campaign = boards.chosen(campaigns, day, code)
    if campaign is None and code:
        problems.append(_("There is no campaign with the code %(code)s. You see the one on show.") % {"code": code})
        campaign, status = boards.chosen(campaigns, day), 404
    return BoardQuery(campaigns, campaign, day, today, problems, status)


def past_bar(request, query):
    """Context of the yellow bar of a page of another day."""
    rest = request.GET.copy()
    rest.pop("on", None)
    today = f"?{rest.urlencode()}" if rest else ""
    return {"as_of": query.as_of, "as_of_today_url": request.path + today}


def _day(text, today, *, ahead):
    """The day that `text` asks about, today's without one; and what was wrong with it."""
    day = _parsed(text) if text else today
    if day is None:
        return today, [_("%(text)s is not a date. Write it as YYYY-MM-DD. You see today instead.") % {"text": text}]
    if not PLAUSIBLE_DAY.least <= day <= PLAUSIBLE_DAY.most:
        sentence = _("%(day)s: only days from %(least)s to %(most)s can be asked about (R32). You see today instead.")
        least, most = date_format(PLAUSIBLE_DAY.least), date_format(PLAUSIBLE_DAY.most)
        return today, [sentence % {"day": text, "least": least, "most": most}]
    if day > today and not ahead:
        sentence = _("%(day)s lies ahead: nobody knows it yet (R34). You see today instead.")
        return today, [sentence % {"day": date_format(day)}]
    return day, []


def _parsed(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
