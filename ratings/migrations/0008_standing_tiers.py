"""Who stands at a tier on a day is read from the index alone, which the campaign's own one is no way to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0007_standing_by_baseline"),
    ]

    operations = [
        migrations.AlterField(
            model_name="standing",
            name="campaign",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="ratings.campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["campaign", "tier", "since", "until", "organisation", "approved_on"], name="standing_tiers"
            ),
        ),
    ]
