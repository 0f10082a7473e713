"""Settings, all from the environment (12-factor); docs/settings.md lists them and a test keeps the list true."""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

import dj_database_url
import platformdirs


def env(name: str, default: str = "") -> str:
    """The value of SEGUE_<name>, or the content of the file that SEGUE_<name>_FILE names."""
    file = os.environ.get(f"SEGUE_{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(f"SEGUE_{name}", default)


def kept_secret(path: Path) -> str:
    """A secret made on first use and kept in a file only its owner can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


HOME = Path(env("HOME") or platformdirs.user_data_path("segue"))
DEBUG = env("DEBUG") == "1"
SECRET_KEY = env("SECRET_KEY") or kept_secret(HOME / "secret-key")
ALLOWED_HOSTS = env("HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = env("HTTPS") == "1"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "segue.web",  # before allauth: its templates are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "segue.store",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "segue.server.urls"
ASGI_APPLICATION = "segue.server.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# IMMEDIATE: with SQLite's default, eight writers saw thousands of lock errors; with it, none.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "segue.sqlite3",
    "OPTIONS": {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; PRAGMA journal_size_limit=67108864;"
        ),
    },
}
DATABASE_URL = env("DATABASE_URL")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True) if DATABASE_URL else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "segue.web.accounts.ClosedAccounts"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# A language model that owners may let read unsure sentences (docs/settings.md); without an address there is none.
READER_URL = env("READER_URL")
READER_MODEL = env("READER_MODEL")
READER_KEY = env("READER_KEY")

# The mail server that invitations and notices go through (docs/settings.md); without a host no mail is sent.
EMAIL_HOST = env("SMTP_HOST")
EMAIL_PORT = int(env("SMTP_PORT") or 587)
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
EMAIL_USE_TLS = env("SMTP_SECURITY", "starttls") == "starttls"
EMAIL_USE_SSL = env("SMTP_SECURITY", "starttls") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "segue@localhost")
PUBLIC_URL = env("URL", "http://localhost:8765").rstrip("/")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG


def SERVESTATIC_ADD_HEADERS_FUNCTION(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """What keeps the page of a talk is asked for talks, and for nothing else."""
    if url.endswith("/js/offline.js"):
        headers["Service-Worker-Allowed"] = "/talks/"


UPLOADS = HOME / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_TEMP_DIR = None

# Uploaded mail can be large; it is streamed to disk, never held in memory.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
}
