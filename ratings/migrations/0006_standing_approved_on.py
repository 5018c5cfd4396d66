"""The day on which a rating was first approved stands beside its standing, which is derived again."""

from django.conf import settings
from django.db import migrations, models

APPROVED_ON = """
UPDATE ratings_standing SET approved_on = (SELECT {day} FROM ratings_rating t WHERE t.id = ratings_standing.rating_id)
"""
FIRST_APPROVED = """COALESCE(
    (SELECT MIN(h.history_date) FROM ratings_historicalrating h WHERE h.id = t.id AND h.state = 'approved'),
    t.approved_at)"""


def tell(apps, schema_editor):
    ops = schema_editor.connection.ops
    day, zone = ops.datetime_cast_date_sql(FIRST_APPROVED, (), settings.TIME_ZONE)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(APPROVED_ON.format(day=day), zone)


class Migration(migrations.Migration):
    dependencies = [("ratings", "0005_folded_texts")]

    operations = [
        migrations.AddField("standing", "approved_on", models.DateField(null=True)),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
