"""Texts that were typed before are folded (R33). A project number that another one would become stays as it is."""

from django.db import migrations

from core.names.stored import fold_stored


def fold_texts(apps, schema_editor):
    fold_stored(apps, "projects", paragraphs=("answer", "message", "opinion", "reason", "result", "void_reason"))


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_former_panels_and_results")]

    operations = [migrations.RunPython(fold_texts, migrations.RunPython.noop)]
