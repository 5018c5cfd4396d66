"""System checks: models say how they hang on the tree, and what people send in gets through."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register

from core.attachments.fields import MOST_BYTES
from core.scope import is_declared

TO_DISK = "django.core.files.uploadhandler.TemporaryFileUploadHandler"


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


@register(Tags.files)
def attachments_get_through(app_configs, **kwargs) -> list[Error]:
    """core.E002 when files of the size that attachments may have are lost before a form sees them."""
    if TO_DISK in settings.FILE_UPLOAD_HANDLERS or settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= MOST_BYTES:
        return []
    text = f"FILE_UPLOAD_HANDLERS keep no file larger than FILE_UPLOAD_MAX_MEMORY_SIZE; attachments have {MOST_BYTES}."
    return [Error(text, hint=f"Add {TO_DISK}.", id="core.E002")]
