"""Each value of a rating keeps who typed it; of what stands already that is who typed last."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_typists(apps, schema_editor):
    rows = apps.get_model("ratings", "Rating").objects.exclude(entered_by=None)
    for name, nothing in (("score", None), ("tier", None), ("remark", "")):
        rows.exclude(**{name: nothing}).update(**{f"{name}_by": models.F("entered_by")})


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0010_rating_in_round"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalrating",
            name="remark_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="remark typed by",
            ),
        ),
        migrations.AddField(
            model_name="historicalrating",
            name="score_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="score typed by",
            ),
        ),
        migrations.AddField(
            model_name="historicalrating",
            name="tier_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tier typed by",
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="remark_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="remark typed by",
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="score_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="score typed by",
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="tier_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tier typed by",
            ),
        ),
        migrations.RunPython(name_typists, migrations.RunPython.noop),
    ]
