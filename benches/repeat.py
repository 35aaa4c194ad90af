#!/usr/bin/env python3
"""Makes a long PDF: the pages of another, again and again, as a converter would write them all.

    python3 repeat.py INPUT.pdf PAGES OUTPUT.pdf

Every page gets its own content stream; fonts are shared, as in the file of one program. Needs pypdf.
"""

import sys

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject


def main(source, pages, output):
    reader = PdfReader(source)
    writer = PdfWriter()
    for number in range(int(pages)):
        page = writer.add_page(reader.pages[number % len(reader.pages)])
        contents = DecodedStreamObject()
        contents.set_data(page.get_contents().get_data())
        page[NameObject("/Contents")] = writer._add_object(contents.flate_encode())
    writer.write(output)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
