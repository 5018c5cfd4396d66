"""Texts that were typed before are folded (R33), and initials written anew. A code that another one would become stays
as it is, also where a change names it."""

from django.db import migrations

from core.names.stored import AT_ONCE, fold_stored
from core.searching import initials_of


def fold_texts(apps, schema_editor):
    fold_stored(apps, "branches", paragraphs=("reason",))
    organisations, changed = apps.get_model("branches", "Organisation")._base_manager, []
    for one in organisations.order_by("pk").only("name", "initials").iterator():
        former, one.initials = one.initials, initials_of(one.name)
        if one.initials != former:
            changed.append(one)
    organisations.bulk_update(changed, ["initials"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("branches", "0004_entered_in_error")]

    operations = [migrations.RunPython(fold_texts, migrations.RunPython.noop)]
