from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0003_roles_of_reports"),
    ]

    operations = [
        migrations.RemoveField(model_name="historicalmeasure", name="reported_as"),
        migrations.RemoveField(model_name="measure", name="reported_as"),
    ]
