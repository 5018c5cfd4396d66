"""Two constraints say in words what they refuse; nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0007_sought"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="organisation",
            name="organisation_category_for_branches_only",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("branch", "direct_branch")), ("category", ""), _connector="OR"),
                name="organisation_category_for_branches_only",
                violation_error_message="Only a branch has a category.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="organisation",
            name="organisation_basis_for_student_branches_only",
            constraint=models.CheckConstraint(
                condition=models.Q(("category", "student"), ("basis", ""), _connector="OR"),
                name="organisation_basis_for_student_branches_only",
                violation_error_message="Only a student branch is founded by major, year or class.",
            ),
        ),
    ]
