"""`python -m audit` is `gouji`."""

from audit.cli import main

if __name__ == "__main__":
    main()
