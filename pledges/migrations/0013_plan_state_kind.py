"""What waits for somebody is found by its state, whatever the campaign."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0012_folded_texts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["state", "kind"], name="plan_state_kind"),
        ),
    ]
