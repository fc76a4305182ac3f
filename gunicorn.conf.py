"""How gunicorn serves the helpdesk: `gunicorn helpdesk.wsgi` reads this file by itself.

WEB_CONCURRENCY and GUNICORN_CMD_ARGS count, as everywhere.
"""

import os

from helpdesk import logs

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
graceful_timeout = 10
control_socket_disable = True  # ignored by a gunicorn that has none

# Requests are logged by our middleware, with their ids.
accesslog = None
logconfig_dict = logs.config(as_json=os.environ.get("LOG_JSON", "") in {"1", "true", "yes", "on"})
logconfig_dict["loggers"]["gunicorn.error"] = {"handlers": [], "propagate": True}
