"""A ledger as a list: its columns on screen are those of the official form."""

from django.template.loader import render_to_string

from core.lists import Ledger


class DayLedger(Ledger):
    """What ledgers share: a `title`, what to say when it is empty, and its rows on the day of `query` (DayQuery).

    Subclasses say `rows_of(scope, query, members)`, a queryset with its order or lines in theirs, of the organisations
    `members` (None: of all that the scope has); `counted(count)`, so many rows in words; and `noted(facts)`, the
    sentence below the form, of the `day`, the `units` and what is `counted`.
    """

    title = blank_title = blank_text = ""

    def __init__(self, rows, request, query):
        super().__init__(rows, request)
        self.query = query

    def opened(self, row, words):
        """The way to the page of what a line tells of, on the day of the ledger."""
        context = {"address": row.get_absolute_url() + self.query.string, "words": words}
        return render_to_string("branches/ledgers/open.html", context)

    def named(self, owner):
        """The name of an Owner with its unit; it leads to the page of who is within the scope."""
        is_own = self.request.scope.covers(owner.organisation.path, *self.request.scope.roles)
        context = {"owner": owner, "rest": self.query.string, "is_own": is_own}
        return render_to_string("branches/ledgers/name.html", context)
