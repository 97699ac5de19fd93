"""The part of a zipped document that holds its text -> XML, measured before and while it is inflated."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from insightmine.errors import InputRefused
from insightmine.transcripts.documents import Document
from insightmine.transcripts.unpacking import DAMAGED, Limits, NotUnpacked, inflate, open_package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def xml_of(document: Document, entry: str, limits: Limits, kind: str, hint: str) -> Element:
    """The root of one entry's XML, no entity let through. Raises `InputRefused`, calling the file a damaged `kind`."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        with open_package(io.BytesIO(document.data), limits, lambda info: info.filename == entry) as package:
            data = b"".join(inflate(package, package.getinfo(entry), limits.entry_bytes))
        root: Element = fromstring(data, forbid_dtd=True)
    except NotUnpacked as error:
        raise InputRefused(document.source, str(error), hint="save it as text") from error
    except DefusedXmlException as error:
        raise InputRefused(document.source, "its XML declares a document type", hint=hint) from error
    except (*DAMAGED, ParseError) as error:
        raise InputRefused(document.source, f"a damaged or encrypted {kind}", hint=hint) from error
    return root
