"""A house that others could read closes itself, or does not start; and it believes only its own proxy."""

from __future__ import annotations

import stat
import urllib.parse
import urllib.request

from lantoa.conversations.logic import receipts


def modes(real) -> set[int]:
    found = [real.data, real.data / "media", *real.data.glob("lantoa.sqlite3*"), real.data / "keys" / "house.json"]
    return {stat.S_IMODE(path.stat().st_mode) for path in found}


def it_closes_a_data_folder_that_others_may_read(real):
    for path in (real.data, real.data / "media"):
        path.chmod(0o755)
    for path in (*real.data.glob("lantoa.sqlite3*"), real.data / "keys" / "house.json"):
        path.chmod(0o644)

    real.serve(worker=False)

    assert modes(real) <= {0o700, 0o600}


def it_does_not_start_in_a_folder_that_everybody_uses(real):
    real.data.chmod(0o1777)

    refused = real.run("serve", "--port", str(real.port), check=False)

    assert refused.returncode != 0
    assert "Choose another LANTOA_DATA" in refused.stderr
    assert stat.S_IMODE(real.data.stat().st_mode) == 0o1777


def look_up(real, headers: dict[str, str]) -> str:
    digits = next(one for last in range(10) if receipts.well_formed(one := f"123456789012345{last}"))
    field = urllib.parse.urlencode({"ma": digits}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{real.url}/tin/", field, headers), timeout=20) as answer:
        return answer.read().decode()


def it_believes_no_header_that_only_looks_like_its_proxys(real):
    real.env["LANTOA_PROXY_HEADER"] = "X-Forwarded-For"
    real.serve(worker=False)

    pages = [
        look_up(real, {"X-Forwarded-For": "203.0.113.5", "X_Forwarded_For": f"198.51.100.{number}"})
        for number in range(11)
    ]
    other = look_up(real, {"X-Forwarded-For": "203.0.113.6"})

    assert 'name="tong"' in pages[-1]
    assert 'name="tong"' not in other
