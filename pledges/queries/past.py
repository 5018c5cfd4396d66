"""Plans as they were kept on a day of the past; today's are the rows themselves."""

from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from pledges.models import Plan


def plans_as_of(on: date) -> QuerySet[Plan]:
    """The plans with the values they had at the end of day `on`, those thrown away since among them."""
    if on >= timezone.localdate():
        return Plan.objects.all()
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    last = Plan.history.filter(id=OuterRef("id"), history_date__lt=end).order_by("-history_date", "-history_id")
    return Plan.history.filter(history_id=Subquery(last.values("history_id")[:1])).as_instances().order_by("id")
