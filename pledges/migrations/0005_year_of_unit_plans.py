from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.models import Count
from django.utils.translation import gettext as _

IN_WRITING = ("draft", "submitted", "returned")


def fill(apps, schema_editor):
    """Each plan of a unit is for the year of its first due day, before any move of it."""
    plans, moves = apps.get_model("pledges", "Plan"), apps.get_model("pledges", "DueMove")
    for pk, due_on in plans.objects.filter(kind="unit").values_list("pk", "due_on"):
        granted = moves.objects.filter(plan=pk, measure=None, state="granted").order_by("decided_on", "pk")
        year = (granted.values_list("old_day", flat=True).first() or due_on).year
        plans.objects.filter(pk=pk).update(year=year)
        apps.get_model("pledges", "HistoricalPlan").objects.filter(id=pk).update(year=year)


def refuse_two(apps, schema_editor):
    """Before this an organisation had one plan of a kind in writing. Raises: CommandError where there are two, of which
    somebody has to decide which one goes."""
    plans = apps.get_model("pledges", "Plan").objects.filter(state__in=IN_WRITING)
    owners = plans.order_by("organisation__code").values_list("organisation__code", "campaign__code", "kind")
    codes = sorted({code for code, *_rest in owners.annotate(count=Count("pk")).filter(count__gt=1)})
    if codes:
        sentence = _("Plans for two years are being written at %(codes)s: throw away all but one, then go back.")
        raise CommandError(sentence % {"codes": ", ".join(codes)})


class Migration(migrations.Migration):
    dependencies = [("pledges", "0004_measure_reported_as")]

    operations = [
        migrations.RemoveConstraint(model_name="plan", name="plan_one_in_writing"),
        *(
            migrations.AddField(
                model_name=name,
                name="year",
                field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="year"),
            )
            for name in ("historicalplan", "plan")
        ),
        migrations.RunPython(fill, refuse_two),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", IN_WRITING)),
                fields=("organisation", "campaign", "kind", "year"),
                name="plan_one_in_writing",
                violation_error_message="A plan of this kind is being written already.",
            ),
        ),
    ]
