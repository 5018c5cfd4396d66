"""Texts that were typed before are folded (R33). A code of a campaign, round or target that another one would become stays as it is."""

from django.db import migrations

from core.names.stored import fold_stored


def fold_texts(apps, schema_editor):
    fold_stored(apps, "ratings", paragraphs=("reason",))


class Migration(migrations.Migration):
    dependencies = [("ratings", "0004_rhythm_of_meetings")]

    operations = [migrations.RunPython(fold_texts, migrations.RunPython.noop)]
