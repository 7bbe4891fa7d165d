"""Every write to files: keeping, destroying, opening an original."""

from lantoa.media.actions.destroy import destroy_files
from lantoa.media.actions.expect import arrived, expect, lost
from lantoa.media.actions.keep import WaitedTooLong, keep
from lantoa.media.actions.original import NotYours, open_original

__all__ = ["NotYours", "WaitedTooLong", "arrived", "destroy_files", "expect", "keep", "lost", "open_original"]
