"""An entry of the log says from where, and the name of who acted; its kinds are of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_event_reminded"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="address",
            field=models.CharField(blank=True, db_default="", max_length=45, verbose_name="address"),
        ),
        migrations.AddField(
            model_name="event",
            name="person",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="name at the time"),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sign_in", "Signed in"),
                    ("sign_in_failed", "Sign-in failed"),
                    ("sign_out", "Signed out"),
                    ("password", "Password changed"),
                    ("account", "Account changed"),
                    ("import", "Imported"),
                    ("export", "Exported"),
                    ("download", "Downloaded"),
                    ("write", "Entered or changed"),
                    ("submit", "Submitted"),
                    ("return", "Returned"),
                    ("decision", "Decided"),
                    ("reopen", "Reopened"),
                    ("restructure", "Restructured"),
                    ("remove", "Removed"),
                    ("remind", "Reminded"),
                    ("appoint", "Appointment"),
                    ("refused", "Refused"),
                    ("locked", "Locked out"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
