"""`python -m herodotus` is the command `herodotus`."""

from herodotus.cli import main

if __name__ == "__main__":
    main(prog_name="herodotus")
