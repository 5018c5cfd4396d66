from django.core.management.base import CommandError
from django.db import migrations, models
from django.utils.translation import gettext as _


def fill(apps, schema_editor):
    """Before this a project that was sent back met its old panel again, and a result that was taken back was told by
    its old notice: where that is not decided yet, both are former ones."""
    states = {"amending": ("amending", "accepting"), "accepting": ("accepting", "closing")}
    for model, field, rows, back in (
        ("Panel", "former_since", {"stage": "acceptance"}, "amending"),
        ("NoticeEntry", "taken_back_at", {"notice__stage": "acceptance"}, "accepting"),
    ):
        found = apps.get_model("projects", model).objects.filter(project__state__in=states[back], **rows)
        for row in found.order_by("pk"):
            moment = _sent_back(apps, model, row, back)
            if moment:
                setattr(row, field, moment)
                row.save(update_fields=[field])


def _sent_back(apps, model, row, state):
    """When the project of `row` first came into `state` after `row` had been made; None when it did not."""
    made = apps.get_model("projects", f"Historical{model}").objects.filter(id=row.pk).order_by("history_id")
    since = made.values_list("history_date", flat=True).first()
    if since is None:
        return None
    steps = apps.get_model("projects", "HistoricalProject").objects.filter(id=row.project_id, state=state)
    return steps.filter(history_date__gt=since).order_by("history_id").values_list("history_date", flat=True).first()


def refuse_former(apps, schema_editor):
    """Before this a project had one panel of a stage. Raises: CommandError where there are former ones, which nobody
    would tell from those that stand."""
    former = apps.get_model("projects", "Panel").objects.exclude(former_since=None)
    titles = former.order_by("project__title").values_list("project__title", flat=True).distinct()
    if titles:
        sentence = _("These projects have a former panel, and there is no way back: %(titles)s.")
        raise CommandError(sentence % {"titles": ", ".join(titles)})


def _moment(model, name, verbose_name):
    return migrations.AddField(
        model_name=model,
        name=name,
        field=models.DateTimeField(blank=True, null=True, verbose_name=verbose_name),
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="panel", name="panel_one_per_stage"),
        *(_moment(name, "taken_back_at", "taken back at") for name in ("historicalnoticeentry", "noticeentry")),
        *(_moment(name, "former_since", "former since") for name in ("historicalpanel", "panel")),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("former_since", None)), fields=("project", "stage"), name="panel_one_per_stage"
            ),
        ),
        migrations.RunPython(fill, refuse_former),
    ]
