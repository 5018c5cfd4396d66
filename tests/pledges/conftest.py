"""How what verbs refuse and pages say is read."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError


@pytest.fixture
def refused():
    """What a verb refuses, as {field: sentences}; __all__ for what is about no field."""

    def told(verb, **arguments):
        with pytest.raises(ValidationError) as caught:
            verb(**arguments)
        errors = getattr(caught.value, "error_dict", {"__all__": [caught.value]})
        return {field: [str(one) for error in found for one in error.messages] for field, found in errors.items()}

    return told


@pytest.fixture
def told():
    """What the messages of a response say."""
    return lambda response: " ".join(str(one) for one in get_messages(response.wsgi_request))
