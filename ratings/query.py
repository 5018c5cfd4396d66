"""What an address asks of figures: which campaign, which day (`?campaign=&on=`)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.phrases import listed
from core.web.day import DayQuery, day_query, refused_ahead
from core.web.links import page_query
from ratings.queries import board as boards


@dataclass(frozen=True, kw_only=True)
class BoardQuery(DayQuery):
    """The campaign (None: there is none) besides the day; `status` is 404 for a campaign that does not exist."""

    campaigns: list
    campaign: object

    @property
    def campaign_code(self):
        """The campaign's code when links must name it: there are others, and another day may show one of them."""
        return self.campaign.code if len(self.campaigns) > 1 else ""

    @property
    def told(self):
        """The campaign and the deadlines of its targets, for what stands above a list."""
        return self.told_by(boards.deadlines_of(self.campaign)) if self.campaign else ()

    def told_by(self, deadlines: Iterable[date]) -> list[tuple]:
        """The campaign and those of its `deadlines`, in their order."""
        days = [date_format(day) for day in deadlines]
        deadlines = [(_("Deadline"), listed(days))] if days else []
        return [(_("Campaign"), self.campaign.name), *deadlines]

    @property
    def string(self):
        """What a link to another page of the same campaign and day ends with: "" or "?campaign=2012&on=2012-12-31"."""
        return page_query(campaign=self.campaign_code, on=self.as_of)


def board_query(parameters, *, ahead: bool = True) -> BoardQuery:
    """What the query `parameters` ask; what cannot be understood falls back to the campaign on show and today.

    `ahead`: whether a deadline to come can be asked about, the only day ahead of which anything is told (R34). One
    query, about a day ahead two.
    """
    asked, campaigns = day_query(parameters, ahead=ahead), boards.campaigns()
    code = parameters.get("campaign", "").strip()
    campaign = boards.chosen(campaigns, asked.on, code)
    if asked.is_forecast and not boards.is_deadline(campaign, asked.on):
        asked = refused_ahead(asked)
        campaign = boards.chosen(campaigns, asked.on, code)
    if campaign is None and code:
        problem = _("There is no campaign with the code %(code)s. You see the one on show.") % {"code": code}
        asked = replace(asked, problems=[*asked.problems, problem], status=404)
        campaign = boards.chosen(campaigns, asked.on)
    return BoardQuery(**vars(asked), campaigns=campaigns, campaign=campaign)
