from __future__ import annotations

import logging
import sys

from lantoa.kit.logs import QuietFormatter


def it_names_class_and_place_of_a_fault_but_never_what_it_quotes():
    try:
        try:
            int("tui là Bảy ở hẻm 12")
        except ValueError as fault:
            raise RuntimeError("nhà Bảy") from fault
    except RuntimeError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it broke", (), sys.exc_info())

    said = QuietFormatter("{message}", style="{").format(record)

    assert said.startswith("it broke\nRuntimeError\n")
    assert "ValueError" in said and "test_logs.py" in said
    assert "Bảy" not in said
