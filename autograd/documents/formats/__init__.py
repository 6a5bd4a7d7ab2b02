"""The formats of pages, one file for each. To add a format, write its file."""
