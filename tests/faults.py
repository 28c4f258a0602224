"""Says what checks have found."""

import sys


def tell(kind, paths, check):
    """Checks files, and ends with what is wrong with any of them; no files are wrong too."""
    if not paths:
        sys.exit(f"no {kind}")
    faults = [f"{path.stem}: {fault}" for path in paths for fault in check(path)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print(f"{kind} ok: {len(paths)}")
