"""Texts that were typed before are folded (R33). A user name that another one would become stays as it is."""

from django.db import migrations

from core.names.stored import fold_stored


def fold_texts(apps, schema_editor):
    fold_stored(apps, "accounts")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(fold_texts, migrations.RunPython.noop)]
