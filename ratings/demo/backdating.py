"""What was done a moment ago is put on the days on which it would have happened, in the rows and in their history."""

from datetime import timedelta

from branches.demo.chronicle import at
from branches.models import Change
from ratings import standings
from ratings.choices import State
from ratings.models import Rating, RoundReminder

BATCH = 500


def backdate_round(round_, *, submitted, decided):
    """Put the times of a round, all of them now, on the days on which they would have been; so too in its history."""
    moments = {
        State.SUBMITTED: ("submitted_at", at(submitted)),
        State.APPROVED: ("approved_at", at(decided)),
    }
    Rating.objects.filter(round=round_).update(entered_at=at(submitted - timedelta(days=1)))
    for state, (field, moment) in moments.items():
        for rows in (Rating.objects.filter(round=round_), Rating.history.filter(round=round_)):
            rows.exclude(**{field: None}).update(**{field: moment})
        Rating.history.filter(round=round_, state=state).update(history_date=moment)
    Rating.history.filter(round=round_, state=State.RETURNED).update(history_date=at(decided) - timedelta(hours=1))
    standings.rebuild(round_.campaign)


def backdate_reminders(round_, on):
    """Who was reminded of a round, just now, was so on a day."""
    RoundReminder.objects.filter(round=round_).update(on=on)
    RoundReminder.history.filter(round=round_).update(on=on, history_date=at(on))


def backdate_changes():
    """Every change of the tree was recorded on the day on which it took effect."""
    changes = list(Change.objects.order_by("pk"))
    for change in changes:
        change.recorded_at = at(change.on)
    Change.objects.bulk_update(changes, ["recorded_at"], batch_size=BATCH)
    rows = list(Change.history.order_by("pk"))
    for row in rows:
        row.recorded_at = row.history_date = at(row.on)
    Change.history.bulk_update(rows, ["recorded_at", "history_date"], batch_size=BATCH)
