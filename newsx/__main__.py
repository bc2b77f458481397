"""`python -m newsx` is the command `newsx`."""

from newsx.cli import main

if __name__ == "__main__":
    main()
