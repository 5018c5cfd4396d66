"""What the rooms of projects are tried on."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError


@pytest.fixture
def refused():
    """What a verb refuses, in its sentences."""

    def told(verb, **arguments):
        with pytest.raises(ValidationError) as caught:
            verb(**arguments)
        return " ".join(str(one) for one in caught.value.messages)

    return told


@pytest.fixture
def told():
    """What the messages of a response say."""
    return lambda response: " ".join(str(one) for one in get_messages(response.wsgi_request))
