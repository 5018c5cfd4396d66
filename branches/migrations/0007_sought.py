"""What an organisation is found by stands in one column: its initials, and its name as it is searched."""

from django.db import migrations, models

from core.names.stored import AT_ONCE
from core.searching import sought_of


def seek(apps, schema_editor):
    organisations, changed = apps.get_model("branches", "Organisation")._base_manager, []
    for one in organisations.order_by("pk").only("name", "sought").iterator():
        one.sought = sought_of(one.name)
        changed.append(one)
    organisations.bulk_update(changed, ["sought"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("branches", "0006_plausible_days")]

    operations = [
        migrations.RemoveField("organisation", "initials"),
        migrations.AddField(
            "organisation",
            "sought",
            models.CharField(db_default="", editable=False, max_length=400, verbose_name="what it is found by"),
        ),
        migrations.RunPython(seek, migrations.RunPython.noop),
    ]
