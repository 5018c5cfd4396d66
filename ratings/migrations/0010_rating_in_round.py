"""What stands where in a round is read from the index alone; the round's own one is no way to anything."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0007_sought"),
        ("ratings", "0009_standing_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="rating",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratings",
                to="ratings.round",
                verbose_name="round",
            ),
        ),
        migrations.RemoveIndex(model_name="rating", name="rating_round_state_unit"),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(
                fields=["round", "state", "unit", "tier", "score", "organisation"], name="rating_in_round"
            ),
        ),
    ]
