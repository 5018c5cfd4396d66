from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0001_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalupdate",
            name="reported_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("department", "Organisation department"),
                    ("viewer", "Viewer"),
                    ("unit", "Unit secretary"),
                    ("branch", "Branch secretary"),
                    ("expert", "Expert"),
                    ("accounts", "Accounts administrator"),
                    ("audit", "Log auditor"),
                ],
                max_length=12,
                verbose_name="reported as",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="reported_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("department", "Organisation department"),
                    ("viewer", "Viewer"),
                    ("unit", "Unit secretary"),
                    ("branch", "Branch secretary"),
                    ("expert", "Expert"),
                    ("accounts", "Accounts administrator"),
                    ("audit", "Log auditor"),
                ],
                max_length=12,
                verbose_name="reported as",
            ),
        ),
    ]
