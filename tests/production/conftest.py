"""What production is made of, on loopback: an S3-compatible store."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from uuid import uuid4

import pytest

from scripts.processes import start, stop
from tests.production.ports import free_port

KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests"}


@pytest.fixture(scope="session")
def s3_server():
    """The address of a store that is there for the tests alone."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = start(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    try:
        while not answers(address):
            assert server.poll() is None, "the store ended by itself"
            assert time.monotonic() < deadline, "the store does not answer"
            time.sleep(0.1)
        yield address
    finally:
        stop(server)


def answers(address):
    """Tell whether anything answers there."""
    try:
        urllib.request.urlopen(address, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def make_bucket(address):
    """Make an empty bucket in the store; return the variables of a helpdesk that uses it."""
    import boto3

    name = f"helpdesk-{uuid4().hex}"
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="tests",
        aws_secret_access_key="tests",
    )
    client.create_bucket(Bucket=name)
    return KEYS | {"S3_ENDPOINT_URL": address, "S3_BUCKET": name, "S3_REGION": "us-east-1"}


@pytest.fixture
def s3_files(s3_server, monkeypatch, settings):
    """Let this test keep its files in the bucket; returns the storage."""
    from django.core.files.storage import default_storage

    from helpdesk.environment import private_files

    for name, value in make_bucket(s3_server).items():
        monkeypatch.setitem(os.environ, name, value)
    settings.STORAGES = settings.STORAGES | {"default": private_files()}
    return default_storage
