"""Texts that were typed before are folded (R33). An item of a benchmark that another one would become stays as it is."""

from django.db import migrations

from core.names.stored import fold_stored


def fold_texts(apps, schema_editor):
    fold_stored(apps, "pledges", paragraphs=("answer", "exception_reason", "outcome_reason", "reason"))


class Migration(migrations.Migration):
    dependencies = [("pledges", "0011_no_ended_before")]

    operations = [migrations.RunPython(fold_texts, migrations.RunPython.noop)]
