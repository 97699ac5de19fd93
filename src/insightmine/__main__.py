"""`python -m insightmine`: the same command, where the folder of installed scripts is not on the path."""

from insightmine.cli import main

if __name__ == "__main__":
    main()
