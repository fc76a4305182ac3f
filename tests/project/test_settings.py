"""The settings are safe unless somebody says otherwise."""

import json
import os
import subprocess
import sys

import pytest

from scripts.lint import PRODUCTION

pytestmark = pytest.mark.once


@pytest.fixture
def manage(tmp_path):
    """Return a function that runs manage.py with only these variables and an empty DATA_DIR."""

    def run(*arguments, **environment):
        environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data")} | environment
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    return run


@pytest.fixture
def value(manage):
    """Return a function that evaluates an expression with `settings` and `connection`."""

    def evaluate(expression, **environment):
        code = (
            "import json; from django.conf import settings; from django.db import connection;"
            f"print(json.dumps({expression}))"
        )
        result = manage("shell", "--no-imports", "-c", code, **environment)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return evaluate


def test_production_insists_on_a_secret_key(manage):
    result = manage("check")
    assert result.returncode != 0
    assert "Set SECRET_KEY, or LOCAL=1" in result.stderr


def test_the_readme_environment_passes_the_deployment_check(manage):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_debug_is_off_and_cookies_are_secure(value):
    names = ["DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    expression = f"[getattr(settings, name) for name in {names}]"
    assert value(expression, **PRODUCTION) == [False, True, True, True]
    assert value(expression, LOCAL="1") == [False, False, False, False]


def test_a_local_key_is_made_once_and_is_ours_alone(value, tmp_path):
    first = value("settings.SECRET_KEY", LOCAL="1")
    assert value("settings.SECRET_KEY", LOCAL="1") == first
    folder = tmp_path / "data"
    assert [path.name for path in folder.glob("secret*")] == ["secret_key"]
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_sqlite_loses_no_commit_and_lets_no_replace_through(value):
    names = ["journal_mode", "synchronous", "recursive_triggers", "foreign_keys"]
    read = f"[connection.cursor().execute('PRAGMA ' + name).fetchone()[0] for name in {names}]"
    assert value(read, LOCAL="1") == ["wal", 2, 1, 1]
    assert value("settings.SQLITE_OPTIONS['transaction_mode']", LOCAL="1") == "IMMEDIATE"


def test_postgresql_comes_by_url_with_a_pool(value):
    url = "postgres://me:word@db.example:5433/desk"
    config = value("settings.DATABASES['default']", DATABASE_URL=url, LOCAL="1")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "desk")
    assert config["OPTIONS"]["pool"]["max_size"] == 8
    assert config["CONN_MAX_AGE"] == 0


def test_without_a_mail_server_mail_lands_in_a_folder(value, tmp_path):
    folder = value("settings.EMAIL_FILE_PATH", LOCAL="1")
    assert folder == str(tmp_path / "data" / "outbox")
    server = value(
        "[settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS]",
        LOCAL="1",
        EMAIL_URL="smtp+tls://me:word@smtp.example:587",
    )
    assert server == ["smtp.example", 587, True]


def test_forwarding_headers_count_only_behind_a_proxy_of_ours(value):
    assert value("settings.SECURE_PROXY_SSL_HEADER", LOCAL="1") is None
    behind = value("settings.SECURE_PROXY_SSL_HEADER", LOCAL="1", TRUSTED_PROXIES="1")
    assert behind == ["HTTP_X_FORWARDED_PROTO", "https"]
