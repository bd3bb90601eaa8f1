"""`python -m fazhi` is the same as `fazhi`."""

from fazhi.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
