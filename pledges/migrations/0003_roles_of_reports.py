from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, _schema_editor):
    """A report was made in the role of its measure, where the same person asked for the confirmation."""
    reports, measures = apps.get_model("pledges", "Update").objects, apps.get_model("pledges", "Measure").objects
    same = reports.filter(by=F("measure__reported_by")).values_list("pk", flat=True)
    role = measures.filter(pk=OuterRef("measure")).values("reported_as")
    reports.filter(pk__in=list(same)).update(reported_as=Subquery(role))


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
