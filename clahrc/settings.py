"""All settings, in one file, from the environment (`clahrc/env.py`). Reading them starts nothing.

`LOCAL=1` (set by `run.py` and by the tests) is the only other mode: plain http on this computer. Without it the
application is in production and refuses to start until it has what it needs.
"""

from __future__ import annotations

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from clahrc import env

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = env.flag("LOCAL")
DEBUG = LOCAL and env.flag("DEBUG")
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / ".data")


def needed(name: str, local: str, hint: str) -> str:
    """A variable with a default on this computer and none in production."""
    return env.text(name, local if LOCAL else None, hint=hint)


SECRET_KEY = needed("SECRET_KEY", "only-for-this-computer", "A long random text; keep it secret and keep it the same.")
ALLOWED_HOSTS = env.word_list(
    "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if LOCAL else None, hint="The host names, comma-separated."
)
BASE_URL = needed("BASE_URL", "http://localhost:8000", "The address people use, for links in mail.").rstrip("/")
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [BASE_URL]

INSTALLED_APPS = [
    "clahrc",
    "reports",
    "overview",
    "dialogues",
    "understanding",
    "tensions",
    "contributions",
    "milestones",
    "participants",
    "glossary",
    "projects",
    "notifications",
    "accounts",
    "audit",
    "core",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_htmx",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "core.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.own_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.methods",
    "core.middleware.refusals",
]

ROOT_URLCONF = "clahrc.urls"
WSGI_APPLICATION = "clahrc.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "core.templatetags.ui",
                "core.templatetags.dates",
                "projects.templatetags.standpoints",
                "django.templatetags.i18n",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "projects.access.project_nav",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "clahrc_forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("clahrc_forms",)

DATABASES = {
    "default": env.database(
        needed("DATABASE_URL", "postgres:///clahrc", "postgres://user:password@host:5432/name, version 15 or later.")
    )
}
# Statements are prepared once in each connection. Off behind a pooler that hands out another connection each time.
PREPARED_STATEMENTS = env.flag("PREPARED_STATEMENTS", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = needed("REDIS_URL", "redis://127.0.0.1:6379/0", "redis://host:6379/0, Redis 7 or Valkey.")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.text("CACHE_PREFIX", "clahrc"),
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}

# Accounts: e-mail and password, or a code by e-mail. Nobody signs up: people are added to a project.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.access.SignIn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.emails.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# An unknown address takes the same road as a known one; `accounts.emails` sees to it that no mail leaves.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "request_login_code": "accounts.forms.AskForCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_ON_GET = False
# How many proxies of ours stand before the application: limits count by the address that the first of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXIES", "0"))
ACCOUNT_SESSION_REMEMBER = True

# Sessions live in Postgres: Redis may be emptied at any time.
SESSION_ENGINE = "accounts.access"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if not LOCAL:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = needed("EMAIL_FROM", "clahrc <clahrc@localhost>", "The sender of all mail.")
globals().update(
    env.email(needed("EMAIL_URL", f"filemail://{DATA_DIR / 'mail'}", "smtp+tls://user:password@host:587."))
)

# Files people download are private and never under the web server's static folder.
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
WHITENOISE_MANIFEST_STRICT = False  # an error page must not fail over a missing file
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.folder("MEDIA_ROOT", DATA_DIR / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"file_permissions_mode": 0o600}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Jobs. Rows are the truth, the queue is a hint: `jobs.sweep` picks up whatever the queue lost.
CELERY_BROKER_URL = env.broker(REDIS_URL)
# `max_retries` is of a connection: without it a page would wait seven seconds for a broker that is down.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = env.text("QUEUE", "clahrc")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "notifications.sweep": {"task": "notifications.sweep", "schedule": 60.0},
    "reports.sweep": {"task": "reports.sweep", "schedule": 60.0},
    "dialogues.reveal_due": {"task": "dialogues.reveal_due", "schedule": 60.0},
    "accounts.forget_drafts": {"task": "accounts.forget_drafts", "schedule": crontab(minute="47")},
    "projects.forget_lists": {"task": "projects.forget_lists", "schedule": crontab(minute="17")},
    "milestones.forget_lists": {"task": "milestones.forget_lists", "schedule": crontab(minute="18")},
    "understanding.close_pulse": {"task": "understanding.close_pulse", "schedule": crontab(minute="7")},
    "participants.ask_who_joined": {"task": "participants.ask_who_joined", "schedule": crontab(minute="*/10")},
    "dialogues.remind": {"task": "dialogues.remind", "schedule": crontab(minute="*/15")},
    # By day only: what is due on a day needs nobody at midnight.
    "dialogues.action_due": {"task": "dialogues.action_due", "schedule": crontab(minute="20,50", hour="8-17")},
    "dialogues.look_back": {"task": "dialogues.look_back", "schedule": crontab(minute="25,55", hour="8-17")},
    "understanding.ask_again": {"task": "understanding.ask_again", "schedule": crontab(minute="40", hour="8-17")},
    "contributions.close_silent": {"task": "contributions.close_silent", "schedule": crontab(minute="35", hour="8-17")},
    "dialogues.remind_of_meetings": {"task": "dialogues.remind_of_meetings", "schedule": crontab(minute="*/15")},
}

# Seconds without a sign of life after which an export is given up and can be tried again.
REPORTS_STALLED_AFTER = 300

# Language and time: stored in UTC, shown in the reader's own zone.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = len(LANGUAGES) > 1  # with one there is nothing to look up, and a long page says a thousand words

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.context.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
}
