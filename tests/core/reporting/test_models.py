"""What is reported, and what proves it, whatever the model."""

from django.test.utils import isolate_apps

from core.reporting.models import KeptProof, Reportable


@isolate_apps("core")
def test_constraints_are_called_after_the_model():
    class Task(Reportable):
        class Meta(Reportable.Meta):
            app_label = "core"

    class Sketch(KeptProof):
        class Meta(KeptProof.Meta):
            app_label = "core"

    names = [[one.name for one in model._meta.constraints] for model in (Task, Sketch)]
    assert names == [["task_done_has_day", "task_confirmed_by_another"], ["sketch_file_or_link"]]
