"""Every write to files: keeping, destroying, opening an original."""

from lantoa.media.actions.destroy import destroy_files
from lantoa.media.actions.keep import WaitedTooLong, keep
from lantoa.media.actions.original import NotYours, open_original

__all__ = ["NotYours", "WaitedTooLong", "destroy_files", "keep", "open_original"]
