"""Where an organisation stood before stands beside its standing: the flow between two rounds is read from the index
alone."""

from django.db import migrations, models

BEFORE = """
UPDATE ratings_standing SET
    before = (SELECT p.tier FROM ratings_standing p WHERE {just_before}),
    before_on = (SELECT p.since FROM ratings_standing p WHERE {just_before})
"""
JUST_BEFORE = """p.organisation_id = ratings_standing.organisation_id
    AND p.campaign_id = ratings_standing.campaign_id AND p.until = ratings_standing.since"""


def tell(apps, schema_editor):
    schema_editor.execute(BEFORE.format(just_before=JUST_BEFORE))


class Migration(migrations.Migration):
    dependencies = [("ratings", "0008_standing_tiers")]

    operations = [
        migrations.AddField(
            "standing",
            "before",
            models.PositiveSmallIntegerField(
                choices=[(1, "Lagging"), (2, "Ordinary"), (3, "Good"), (4, "Advanced")], null=True
            ),
        ),
        migrations.AddField("standing", "before_on", models.DateField(null=True)),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=["campaign", "before_on", "since", "before", "tier", "unit"],
                name="standing_flow",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
