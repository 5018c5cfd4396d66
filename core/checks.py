"""System checks: a model that does not say how it hangs on the tree is refused."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register

from core.scope import is_declared


@register(Tags.models)
def every_model_declares_its_scope(app_configs, **kwargs) -> list[Error]:
    """core.E001 for each own model with neither or both of `scope_paths` and `scope_free`."""
    models = (model for label in settings.PROJECT_APPS for model in apps.get_app_config(label).get_models())
    return [
        Error(f"{model.__name__} must set either scope_paths or scope_free.", obj=model, id="core.E001")
        for model in models
        if not is_history(model) and not is_declared(model)
    ]


def is_history(model) -> bool:
    """Historical rows are read through the row they belong to."""
    return hasattr(model, "history_object")
