"""The standings of everybody who started at a tier stand together, whatever the unit; where an organisation stands on a
day is read from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0006_standing_approved_on"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["campaign", "baseline", "tier", "since", "until", "organisation", "unit"],
                name="standing_by_baseline",
            ),
        ),
        migrations.RemoveIndex(model_name="standing", name="standing_of_organisation"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["organisation", "campaign", "since", "until", "tier"], name="standing_on_days"),
        ),
    ]
