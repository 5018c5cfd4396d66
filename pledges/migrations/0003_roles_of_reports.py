from django.db import migrations
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Substr, TruncDate

UNIT_PATH = 8  # characters of the path of a base organisation


def fill(apps, _schema_editor):
    """A report was made in the role of its measure, where the same person asked for the confirmation; any other one by
    the post held that day, the unit's first: who held none took it over from a ledger."""
    reports, measures = apps.get_model("pledges", "Update").objects, apps.get_model("pledges", "Measure").objects
    same = reports.filter(by=F("measure__reported_by")).values_list("pk", flat=True)
    role = measures.filter(pk=OuterRef("measure")).values("reported_as")
    reports.filter(pk__in=list(same)).update(reported_as=Subquery(role))
    unit = Substr("measure__plan__organisation__path", 1, UNIT_PATH)
    others = reports.filter(reported_as="").annotate(day=TruncDate("at"), unit=unit)
    held = apps.get_model("branches", "Appointment").objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("day")), user=OuterRef("by"), starts_on__lte=OuterRef("day")
    )
    for role, at in (
        ("unit", {"organisation__path": OuterRef("unit")}),
        ("branch", {"organisation": OuterRef("measure__plan__organisation")}),
    ):
        found = others.filter(Exists(held.filter(role=role, **at))).values_list("pk", flat=True)
        reports.filter(pk__in=list(found)).update(reported_as=role)


def take_back(apps, _schema_editor):
    """A measure was reported in the role of the last report by who asked for the confirmation."""
    reports, measures = apps.get_model("pledges", "Update").objects, apps.get_model("pledges", "Measure").objects
    last = reports.filter(measure=OuterRef("pk"), by=OuterRef("reported_by")).order_by("-pk").values("reported_as")[:1]
    told = reports.filter(by=F("measure__reported_by")).values_list("measure", flat=True)
    measures.filter(pk__in=list(told)).update(reported_as=Subquery(last))


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0002_update_reported_as"),
    ]

    operations = [
        migrations.RunPython(fill, take_back),
    ]
