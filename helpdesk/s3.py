"""Private files in an S3-compatible store, for helpdesks of more than one machine.

Chosen by `S3_BUCKET`, see `helpdesk.environment.private_files`; needs requirements-s3.txt.
"""

from functools import wraps

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

# Short timeouts, because people wait: an unavailable store must be noticed within seconds.
# Checksums only where S3 requires them, because not every compatible store has the newer ones.
CLIENT = {
    "connect_timeout": 5,
    "read_timeout": 30,
    "retries": {"mode": "standard", "max_attempts": 3},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}
IN_MEMORY = 1 << 20


class StoreUnavailable(OSError):
    """The store refused or did not answer; the argument is its error message."""


def _says_os_error(method):
    """Make a method raise OSError, as for a disk: callers turn that into a `Refusal`."""

    @wraps(method)
    def translated(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except (BotoCoreError, Boto3Error, ClientError) as error:
            raise StoreUnavailable(str(error)) from error

    return translated


@deconstructible
class PrivateS3Storage(S3Storage):
    """A private bucket: its URLs are given to nobody, and nothing is overwritten.

    Raises FileNotFoundError for a missing file, `StoreUnavailable` for all other errors.
    """

    def get_default_settings(self):
        """Return the settings, with those that differ from django-storages' defaults."""
        ours = {
            "file_overwrite": False,
            "object_parameters": {"ContentType": "application/octet-stream"},
            "max_memory_size": IN_MEMORY,
        }
        return super().get_default_settings() | ours

    def __init__(self, *, addressing_style="auto", **options):
        client = Config(s3={"addressing_style": addressing_style}, **CLIENT)
        super().__init__(client_config=client, **options)

    @_says_os_error
    def _open(self, name, mode="rb"):
        """Open a file and, for reading, download it at once, so that errors are raised here."""
        opened = super()._open(name, mode)
        if "r" in mode:
            opened.file  # noqa: B018  (a property that downloads)
        return opened

    _save = _says_os_error(S3Storage._save)
    delete = _says_os_error(S3Storage.delete)
    exists = _says_os_error(S3Storage.exists)
    listdir = _says_os_error(S3Storage.listdir)
    size = _says_os_error(S3Storage.size)
