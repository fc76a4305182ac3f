"""All settings, in one file, read from the environment and safe by default.

Without `LOCAL=1` (which `make run` and `make test` set) this is a production
configuration: it requires a SECRET_KEY, HTTPS and named hosts.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from helpdesk import logs
from helpdesk.environment import BASE_DIR, database, email, env, private_files, secret_key, version

VERSION = version()
LOCAL = env.bool("LOCAL", default=False)
DEBUG = env.bool("DEBUG", default=False)

# All files of the helpdesk. It must not be readable for others: it contains people's files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# Required; only a local run may make its own.
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(DATA_DIR, may_make=LOCAL)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# How many of our own reverse proxies there are. With none, all forwarding headers are ignored.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "core",
    "accounts",
    "customers",
    "tickets",
    "mail",
    "backup",
    "demo",
    "helpdesk.apps.HelpdeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "helpdesk.middleware.request_id",
    "helpdesk.health.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "helpdesk.middleware.CompressPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helpdesk.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.provenance",
    "accounts.middleware.time_zone",
    "accounts.middleware.activity",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"
ASGI_APPLICATION = "helpdesk.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ------------------------------------------------------------------------------

# WAL, so that others can read while one writes; FULL, because NORMAL can lose a commit that was
# already reported as done; recursive triggers, so that INSERT OR REPLACE fires the triggers.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {"default": database(DATA_DIR, SQLITE_OPTIONS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # With the default of 300, invented addresses would push out the throttle's other counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Mail ------------------------------------------------------------------------------------

vars().update(email(DATA_DIR))
EMAIL_TIMEOUT = 20
# Folders on IMAP servers that emails are fetched from, in the form of mail/imap/address.py.
MAILBOX_URL = env.str("MAILBOX_URL", default="")
UNDO_SEND = env.int("UNDO_SEND", default=15)  # seconds in which sending can be undone
HELPDESK_NAME = env.str("HELPDESK_NAME", default="Helpdesk")  # beside the writer's name in emails
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="helpdesk.localhost")  # right half of Message-IDs
# Customers write here, and answer to "support+…" of the same mailbox.
SUPPORT_ADDRESS = env.str("SUPPORT_ADDRESS", default=f"support@{MAIL_DOMAIN}")
MAIL_AUTHSERV_ID = env.str("MAIL_AUTHSERV_ID", default="")  # whose DMARC results are believed
MAIL_MAX_BYTES = env.int("MAIL_MAX_BYTES", default=50 * 1024 * 1024)  # larger emails are refused
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="helpdesk@localhost")

# --- People --------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# How long an invitation is valid. For a forgotten password it is an hour: accounts/tokens.py.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Links in emails begin with this, never with the Host header of the request.
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")
if not PUBLIC_URL:
    named = [host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"]
    local = f"http://localhost:{env.str('PORT', default='8000')}"
    PUBLIC_URL = local if LOCAL or not named else f"https://{named[0]}"

# Sign-in, sign-up (closed), second factor and sessions: allauth's settings.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # required by a system check; nobody signs up
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an admin has entered the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no email to an address without an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.PasswordTokens"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.forms.SignInForm",
    "reset_password": "accounts.sign_in.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.sign_in.forms.NewPasswordForm",
    "change_password": "accounts.sign_in.forms.ChangePasswordForm",
    "reauthenticate": "accounts.sign_in.forms.ConfirmPasswordForm",
}
# The throttle is in the cache, so all processes share it. An office shares one IP address: many
# sign-ins from it are allowed, but few failures. "key" is the email address that was typed.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL  # http://localhost only; browsers refuse any other
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "Helpdesk"
MFA_TOTP_TOLERANCE = 1  # one code earlier or later: clocks differ, and typing takes time
MFA_FORMS = {
    "login_webauthn": "accounts.sign_in.second_factor_forms.PasskeySignInForm",
    "authenticate": "accounts.sign_in.second_factor_forms.SecondFactorForm",
    "authenticate_webauthn": "accounts.sign_in.second_factor_forms.PasskeyForm",
    "reauthenticate": "accounts.sign_in.second_factor_forms.ConfirmSecondFactorForm",
    "reauthenticate_webauthn": "accounts.sign_in.second_factor_forms.ConfirmPasskeyForm",
    "activate_totp": "accounts.sign_in.second_factor_forms.AddAppForm",
    "add_webauthn": "accounts.sign_in.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.sign_in.second_factor_forms.RenamePasskeyForm",
}
USERSESSIONS_ADAPTER = "accounts.adapters.SessionsAdapter"
# The keys for second factors in the database. The first one encrypts, all of them decrypt: to
# change the SECRET_KEY, set the old one here first.
SECOND_FACTOR_KEYS = [*env.list("SECOND_FACTOR_KEYS", default=[]), SECRET_KEY]

# --- Words, times, numbers -------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True
PHONE_REGION = env.str("PHONE_REGION", default="GB")

# --- Files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"  # private: only views that check permissions serve it
STORAGES = {
    "default": private_files(),
    "staticfiles": {"BACKEND": "helpdesk.storage.BundledStaticFilesStorage"},
}
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=25 * 1024 * 1024)
MAIL_FILES_MAX_BYTES = env.int("MAIL_FILES_MAX_BYTES", default=18 * 1024 * 1024)

# --- Security --------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Logs ------------------------------------------------------------------------------------

# Lines to stderr, each with the id of its request: text, or JSON for programs.
LOGGING = logs.config(
    as_json=env.bool("LOG_JSON", default=False), level=env.str("LOG_LEVEL", default="INFO")
)
