"""Every relative link in the documents leads to a file, and its #part to a heading."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The parts of a page that a link can name."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower())
            found.add(words.replace(" ", "-"))
    return found


def faults_of(path: Path) -> list[str]:
    """The dead links of one page."""
    out = []
    for link in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, part = link.partition("#")
        goal = (path.parent / target).resolve() if target else path
        if not goal.exists() or (part and goal.suffix == ".md" and part not in anchors(goal)):
            out.append(f"{path.relative_to(ROOT)}: {link}")
    return out


def main() -> int:
    """Print each dead link; 1 when there is one."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split() if (ROOT / name).exists()]
    faults = [fault for path in paths for fault in faults_of(path)]
    print("\n".join(faults)) if faults else None
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
