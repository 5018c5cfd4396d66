from django.db import migrations, models


def fill(apps, schema_editor):
    """Each plan of a unit is for the year of its first due day, before any move of it."""
    plans, moves = apps.get_model("pledges", "Plan"), apps.get_model("pledges", "DueMove")
    for pk, due_on in plans.objects.filter(kind="unit").values_list("pk", "due_on"):
        granted = moves.objects.filter(plan=pk, measure=None, state="granted").order_by("decided_on", "pk")
        year = (granted.values_list("old_day", flat=True).first() or due_on).year
        plans.objects.filter(pk=pk).update(year=year)
        apps.get_model("pledges", "HistoricalPlan").objects.filter(id=pk).update(year=year)


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
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=("organisation", "campaign", "kind", "year"),
                name="plan_one_in_writing",
                violation_error_message="A plan of this kind is being written already.",
            ),
        ),
    ]
