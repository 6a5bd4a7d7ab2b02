"""A file as a sequence of formulas: where each stands, and the words around it.

Nothing here knows a derivative, a name or a verdict, nor how a formula is read. A reader of a
format makes passages of a file; `assembling` makes a document of passages. The modules and
packages, each importing only from those above it:

    tokens      LaTeX as tokens with their places
    signs       what relates, continues and divides
    formula     what a file is read into
    macros      macros read and expanded
    packages    derivatives as packages write them
    looks       a formula without what only sets its looks
    words       words within a display, and what they do
    rows        a display as rows of cells
    fragments   what stands between the separators of a display
    conditions  what says when the formula before it holds
    merging     fragments of a row put together
    pieces      a display as its formulas
    passages    what a reader makes of a file
    begun       how equations begin that cannot be read
    titles      titles of sections whose names are their own
    continuing  a display that begins with a relation
    assembling  passages put together to a document
    registry    the formats, as they enter themselves
    markdown    code, formulas and words of Markdown
    tex         formulas and words of TeX
    pasted      formulas and words of text copied from a browser
    plain       typed formulas and words of prose
    formats     the formats, one file for each
    reading     files read into documents
    beside      the file beside a page that says what its names are
    folders     the pages in a folder
"""

from .beside import names_beside as names_beside
from .beside import read_names as read_names
from .folders import pages as pages
from .formula import Block as Block
from .formula import Document as Document
from .formula import Found as Found
from .formula import Place as Place
from .formula import Unread as Unread
from .formula import Worded as Worded
from .passages import PageError as PageError
from .reading import document as document
from .reading import hidden as hidden
from .reading import read_document as read_document
