"""How gunicorn serves the helpdesk: `gunicorn helpdesk.wsgi` reads this file by itself.

Its own WEB_CONCURRENCY (workers) and GUNICORN_CMD_ARGS count, as everywhere.
"""

from helpdesk import logs
from helpdesk.environment import env

bind = env.str("BIND", default=f"127.0.0.1:{env.int('PORT', default=8000)}")
worker_class = "gthread"
workers = env.int("WEB_CONCURRENCY", default=2)
threads = 4
graceful_timeout = 10
control_socket_disable = True  # ignored by a gunicorn that has none

# Our middleware logs each request, with its id and without what lets somebody in. gunicorn's own
# access log writes whole addresses: nothing comes of it here, even where the command line asks.
accesslog = None
logconfig_dict = logs.config(as_json=env.bool("LOG_JSON", default=False))
logconfig_dict["loggers"]["gunicorn.error"] = {"handlers": [], "propagate": True}
logconfig_dict["loggers"]["gunicorn.access"] = {"handlers": [], "propagate": False}
