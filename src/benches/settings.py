"""The house's own settings, and the one table of the floor."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "benches"]
DEBUG = False
