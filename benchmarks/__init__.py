"""What README's figures come from: `make bench`. Run as modules, from the root of the project."""
