"""A file as a sequence of formulas: where each stands, and the words around it.

Nothing here knows a derivative, a name or a verdict, nor how a formula is read. The modules and
packages, each importing only from those above it:

    tokens   LaTeX as tokens with their places
    signs    what relates, continues and divides
    formula  what a file is read into
"""

from .formula import Block as Block
from .formula import Document as Document
from .formula import Found as Found
from .formula import Place as Place
from .formula import Unread as Unread
