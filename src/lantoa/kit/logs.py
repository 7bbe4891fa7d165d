"""Log lines that quote nobody: a fault is told by its class and its place in the source, never by its message.

Messages of faults quote values (``could not convert 'my name is ...'``), and a log is read by people who may not read
what residents wrote.
"""

from __future__ import annotations

import logging
from traceback import extract_tb
from types import TracebackType

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """The standard formatter with tracebacks of places and classes only."""

    def formatException(self, ei: _Fault) -> str:
        lines: list[str] = []
        fault: BaseException | None = ei[1]
        while fault is not None and len(lines) < 60:
            lines.append(type(fault).__name__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(fault.__traceback__)]
            fault = fault.__cause__ or fault.__context__
        return "\n".join(lines)

    def formatStack(self, stack_info: str) -> str:
        return ""
