"""The commands, a file each: what it is for, an example, what it takes, and what it does."""
