"""Units are reminded of what they still have to hand in of a round: once a day at most."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0008_words_of_constraints"),
        ("ratings", "0011_rating_typists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRoundReminder",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "reminded_as",
                    models.CharField(
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
                        verbose_name="as",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ratings.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="branches.organisation",
                        verbose_name="base organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reminder of a round",
                "verbose_name_plural": "historical reminders of rounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RoundReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "reminded_as",
                    models.CharField(
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
                        verbose_name="as",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="ratings.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="round_reminders",
                        to="branches.organisation",
                        verbose_name="base organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of a round",
                "verbose_name_plural": "reminders of rounds",
                "ordering": ["-on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "unit", "on"),
                        name="round_reminder_once_a_day",
                        violation_error_message="It was reminded of this today already.",
                    )
                ],
            },
        ),
    ]
