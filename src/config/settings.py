"""The one settings file. Every name read from the environment stands in docs/settings.md (tested)."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent.parent


class SettingRefused(SystemExit):
    """A value in the environment that cannot be meant: the program does not start."""


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that ``NAME_FILE`` points to, or the default."""
    if name in os.environ:
        return os.environ[name]
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise SettingRefused(f"{name}_FILE cannot be read: {fault}") from fault
    return default


def switch(name: str, default: bool) -> bool:
    """Exactly ``on`` or ``off``; anything else stops the start."""
    value = text(name, "on" if default else "off")
    if value not in ("on", "off"):
        raise SettingRefused(f"{name} must be 'on' or 'off', not {value!r}.")
    return value == "on"


def number(name: str, default: int, low: int, high: int) -> int:
    """A whole number between ``low`` and ``high``."""
    value = text(name, str(default))
    if not value.lstrip("-").isdigit() or not low <= int(value) <= high:
        raise SettingRefused(f"{name} must be a whole number from {low} to {high}, not {value!r}.")
    return int(value)


# --- the environment, read in one block -------------------------------------------------------
DATA = Path(text("LANTOA_DATA", str(BASE_DIR / "data"))).expanduser().resolve()
DATABASE_URL = text("LANTOA_DATABASE_URL")
KEY_FILE = Path(text("LANTOA_KEY_FILE", str(DATA / "keys" / "house.json"))).expanduser()
# ./run leaves the mark when it fills a house with the demonstration; such a house stays one
DEMONSTRATION = switch("LANTOA_DEMONSTRATION", (DATA / "demonstration").exists())
DEBUG = switch("LANTOA_DEBUG", False)
HTTPS = switch("LANTOA_HTTPS", False)
HOSTS = [h for h in text("LANTOA_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
PUBLIC_ADDRESS = text("LANTOA_PUBLIC_ADDRESS", f"http://127.0.0.1:{text('PORT') or 8000}").rstrip("/")
PROXY_HEADER = text("LANTOA_PROXY_HEADER")
DUTY_PHONE = text("LANTOA_DUTY_PHONE")
# a house of invented people speaks to the stand-in (lantoa standin zalo), never to the real messenger
DEV_MESSENGER_HOST = text("LANTOA_DEV_MESSENGER_HOST", "127.0.0.1:8070" if DEMONSTRATION else "")
BACKUP_DAYS = number("LANTOA_BACKUP_DAYS", 30, 1, 3650)
JOURNAL_HEADS_TO = text("LANTOA_JOURNAL_HEADS_TO")
if JOURNAL_HEADS_TO not in ("", "print") and not JOURNAL_HEADS_TO.startswith(("https://", "/")):
    raise SettingRefused("LANTOA_JOURNAL_HEADS_TO must be a folder (/...), an address (https://...), or 'print'.")
LOG_LEVEL = text("LANTOA_LOG_LEVEL", "INFO")

for folder in (DATA, DATA / "media", DATA / "waiting"):
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError as fault:
        raise SettingRefused(f"{folder} is no folder. Move it away, or choose another LANTOA_DATA.") from fault
    except OSError as fault:
        raise SettingRefused(f"The folder {folder} cannot be made: {fault.strerror}. See LANTOA_DATA.") from fault

# The framework's own signing key follows from the key file, so there is one secret to keep.
from lantoa.kit import hints as _hints  # noqa: E402
from lantoa.kit import keys as _keys  # noqa: E402
from lantoa.kit import phones as _phones  # noqa: E402
from lantoa.kit import private as _private  # noqa: E402

if DUTY_PHONE and _phones.normal(DUTY_PHONE) is None:
    raise SettingRefused(f"LANTOA_DUTY_PHONE must be a phone number of this country, not {DUTY_PHONE!r}.")

# Making a new key beside old rows would lose every text for good, and nobody would see it until they read one.
if not KEY_FILE.exists() and any((DATA / name).exists() for name in (_private.DATABASE, "prepared.json")):
    raise SettingRefused(
        f"The key file {KEY_FILE} is missing, and this house already holds data that only it can open. "
        "Put the kept copy back (docs/deploy.md). For a new house choose another LANTOA_DATA."
    )
_keys.use(KEY_FILE)
try:
    _private.close(DATA, KEY_FILE)
except _private.OpenToOthers as fault:
    raise SettingRefused(str(fault)) from fault
_hints.use(DATA)
SECRET_KEY = _keys.purpose_key("django/1").hex()
ALLOWED_HOSTS = HOSTS

INSTALLED_APPS = [
    "lantoa.kit",
    "lantoa.journal",
    "lantoa.errands",
    "lantoa.places",
    "lantoa.accounts",
    "lantoa.vault",
    "lantoa.media",
    "lantoa.links",
    "lantoa.duties",
    "lantoa.delivery",
    "lantoa.conversations",
    "lantoa.tips",
    "lantoa.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lantoa.kit.headers.HeadersMiddleware",
    "lantoa.kit.language.LanguageMiddleware",
    "lantoa.media.middleware.UntakenUploadsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lantoa.accounts.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.kit.context.frame",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------
# Test databases carry a mark of the folder, so that two checkouts on one machine never meet.
_MARK = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]


def database(url: str) -> dict[str, object]:
    """Django's settings for one database address; empty means SQLite in the data folder."""
    if not url:
        return {
            "ENGINE": "lantoa.kit.sqlite",
            "NAME": str(DATA / _private.DATABASE),
            "OPTIONS": {"timeout": 5, "transaction_mode": "IMMEDIATE"},
            # A real file, with its log and its queue of writers: what tests prove must hold for the house.
            "TEST": {"NAME": str(DATA / "test.sqlite3")},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SettingRefused("LANTOA_DATABASE_URL must start with postgresql:// (or stay empty for SQLite).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],  # ?host=/folder/of/its/socket
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
        "TEST": {"NAME": f"test_lantoa_{_MARK}"},
    }


DATABASES = {"default": database(DATABASE_URL)}
# for what may be lost at any moment; what counts is kept by lantoa.kit.limits
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- language, dates --------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "src" / "lantoa" / "locale"]
FORMAT_MODULE_PATH = ["lantoa.kit.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

# --- sign-in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Staff"
LOGIN_URL = "/can-bo/vao/"
LOGIN_REDIRECT_URL = "/can-bo/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
STAFF_PATH = "/can-bo/"
SESSION_ENGINE = "lantoa.accounts.backends"  # keyed hashes in the table, the key itself only in the browser
SESSION_COOKIE_PATH = STAFF_PATH
SESSION_COOKIE_NAME = "lantoa_cb"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_PATH = STAFF_PATH  # a cookie, not a session: else every look at the door would be a row in the table
CSRF_COOKIE_NAME = "lantoa_form"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "lantoa.web.public.errors.stale"
# behind a proxy that ends HTTPS the browser names https, the server sees http
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if HTTPS else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- headers ----------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- files ------------------------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = ["lantoa.media.forms.SealingUploadHandler"]
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "media"
WAITING_ROOT = DATA / "waiting"

# --- logs: a time, a level, a place and a sentence; never an address, a header or a text --------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "lantoa.kit.logs.QuietFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    # a page that was not found is no news, and its address is nobody's business; at DEBUG Pillow writes the
    # position in a photo and the database layer every value into the log, so these two never go that low
    "loggers": {
        "django": {"level": LOG_LEVEL},
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
    },
}
