"""Access tokens (OAuth 2) for mail servers that accept no passwords.

Each connection fetches a new token: a token is valid for an hour or less, and a connection often
lasts longer.
"""

import json
import shlex
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PATIENCE = 30
LONGEST = 100_000


class NoToken(Exception):
    """There is no token; says why, without any secret."""


@dataclass(frozen=True)
class TokenSource:
    """Where an access token comes from, one of three: a file that another program updates, a
    command that prints it, or a token endpoint (RFC 6749).

    The request to the endpoint has the refresh token or, without one, the client's own credentials
    and `scope`. Raises ValueError unless exactly one of the three is given.
    """

    token_file: str = ""
    token_command: str = ""
    token_url: str = ""
    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    scope: str = ""

    def __post_init__(self):
        ways = [self.token_file, self.token_command, self.token_url]
        if len([way for way in ways if way]) != 1:
            raise ValueError("needs one of token_file, token_command and token_url")
        if self.token_url and urlsplit(self.token_url).scheme != "https":
            raise ValueError("needs a token_url that begins with https://")

    def fetch(self):
        """Return a valid token. Raises `NoToken`."""
        try:
            if self.token_file:
                token = Path(self.token_file).read_text()
            else:
                token = self._printed() if self.token_command else self._granted()
        except (OSError, ValueError, subprocess.SubprocessError) as problem:
            # Without the error's own text, which may contain the arguments of a command.
            raise NoToken(f"no access token: {type(problem).__name__}") from None
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable():
            raise NoToken("what should be an access token is none")
        return token

    def _printed(self):
        """Return the output of the command."""
        command = shlex.split(self.token_command)
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
        return done.stdout[:LONGEST].decode("ascii")

    def _granted(self):
        """Return the token from the token endpoint."""
        asked = {"client_id": self.client_id, "client_secret": self.client_secret}
        asked |= {"refresh_token": self.refresh_token, "scope": self.scope}
        asked["grant_type"] = "refresh_token" if self.refresh_token else "client_credentials"
        body = urlencode({name: value for name, value in asked.items() if value}).encode()
        with urllib.request.urlopen(self.token_url, data=body, timeout=PATIENCE) as answer:
            answered = json.loads(answer.read(LONGEST))
        if not isinstance(answered, dict) or not isinstance(answered.get("access_token"), str):
            raise ValueError("no access_token in the answer")
        return answered["access_token"]
