"""The variables of a process that works beside a test, on its database and its files."""

import os

from django.conf import settings
from django.db import connection

from tests.plugins.tools import PATH


def environment(media, **more):
    """Return the variables of such a process, whose settings are `tests.mail.beside_settings`."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.mail.beside_settings", "PATH": PATH}
    own |= {"TEST_DATABASE": str(connection.settings_dict["NAME"]), "TEST_MEDIA": str(media)}
    return os.environ | {"SECRET_KEY": settings.SECRET_KEY} | own | more
