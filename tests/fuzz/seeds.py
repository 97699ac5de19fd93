"""Small invented files of each format, the shorter the better: what fuzzing starts from."""

# ruff: noqa: E501 - a line of a file is a line here

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_FILES = Path(__file__).parent.parent / "conformance" / "files"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text", "table")
)
PART = b"\n%%%%\n"  # between the parts of a package that are changed together

VTT = (
    b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nAna Lee: So, what do you do first?\n\n2\n00:00:04.500 --> 00:00:09.000"
    b"\nBo Kim: I open the mail: that takes an hour.\n\n3\n00:00:09.000 --> 00:00:12.000\nBo Kim: until 10:30.\n",
    b"WEBVTT Interview\n\nNOTE\nTranscribed with a tool\n\nab-1f/1-0\n00:00:01.000 --> 00:00:04.000 align:start\n"
    b"<v Ana Lee>So &amp; so?</v>\n\nab-1f/2-0\n00:00:04.500 --> 00:00:09.000\n<v Bo Kim>I <i>do</i>.</v>\n<v Ana>No.\n",
    b"WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.000 --> 00:00:02.000\nwe<00:00:00.400><c> open</c> it\n\n"
    b"00:00:02.000 --> 00:00:04.000\nwe open it\nand then\n\n00:00:04.000 --> 00:00:06.000\nand then\n>> ANA: stop\n",
)
SRT = (
    b"1\n00:00:01,000 --> 00:00:04,000\n[SPEAKER_00]: What do you do?\n\n2\n00:00:04,500 --> 00:00:09,000\n"
    b"[SPEAKER_01]: I open it.\n\n3\n00:00:09,000 --> 00:00:12,000\n- Yes.\n- No --> so\n",
    b"0:0:1.0 --> 0:0:4.5\nAna\nSo?\n\n0:0:5.0 --> 0:0:6.5\nBo\nYes.\n\n0:0:7.0 --> 0:0:8.5\nAna\nWhy?\n",
)
SBV = (b"0:00:00.599,0:00:04.160\n>> ANA: So what?\n\n0:00:04.160,0:00:06.000\nand then\n>> BO: I do.\n",)
TEXT = (
    b"Interviewer: What do you do first?\nP1: I open the list, at 9:30.\n\nInterviewer: Why?\nP1: Note: it is calm.\n",
    b"---\ntitle: Talk\n---\n# Talk\n\n## Start\n\n**Ana Lee:** So [why](http://a.example/b)?\n\n**Bo:** I *do*. (laughs)\n\n"
    b"<!-- x -->\n**Ana Lee:** And?\n\n**Bo:** No.\n",
    b"Ana Lee  0:04  \nSo, what?  \n\nBo Kim  0:09  \nI open it.  \n\nAna Lee  1:15  \nWhy?\n\nTranscribed by https://otter.ai\n",
    b"[00:00:01] Ana: So?\n[00:00:04] Bo: I do //Ana: mhm// so. #00:00:09-1#\n[00:00:10] Ana: Why?\n[00:00:12] Bo: No.\n",
    b"1  INTERVIEWER\n2  What do you do?\n3  P1\n4  I open the\n5  mail every day.\n6  INTERVIEWER\n7  Why?\n8  P1\n9  No.\n",
    b"00:00:01 I look for it\n00:00:04 and I do not see it,\n00:00:09 so I go back.\n\n00:00:12 Well.\n",
    b"Notes\nInvited <a@b.example>\nSummary\nThey spoke about the mail.\nTranscript\n00:00:00\nAna Lee: So?\nBo: I do.\n"
    b"00:05:00\nAna Lee: Why?\nBo: No.\nTranscription ended after 00:06:00\n",
    b"I open the page and I do not see it.\n\nSo I go back, I think.\n\n(sighs)\n\nNow I see it.\n",
)
CSV = (
    b'participant,question,text\nP1,What?,"I open it, always"\nP2,What?,I do not\n',
    b"id;speaker;text;time\n1;Interviewer;What do you do?;0:01\n2;P1;I open it.;0:04\n3;P1;Yes.;0:05\n",
    b"session\tspeaker\ttext\ns1\tP1\tI open it every single day\ns2\tP2\tI never do that, honestly\n",
    b'transcript_id,text\nt1,"Ana: So?\n\nBo: I do.\n\nAna: Why?\n\nBo: No."\nt2,"Ana: And?\nCy: Never."\n',
    b"start,end,text\n0.5,1.5,I open it\n1.5,3.0,and it is gone\n",
)
TSV = (b'start\tend\ttext\n0\t1500\tSo what do you do?\n1500\t3000\tI "open" it\n3000\t4000\tI "open" it\n',)
HTML = (
    b"<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><h1>Talk</h1><p><b>Ana Lee:</b> So "
    b"&amp; so?</p><p><b>Bo:</b> I<br>do.</p><p hidden>x</p><p><b>Ana Lee:</b> Why?</p></body></html>",
    b"<html><body><table><tr><th>Who</th><th>What</th></tr><tr><td>Ana</td><td>So?</td></tr><tr><td>Bo</td><td>I do."
    b"</td></tr><tr><td>Ana</td><td>Why?</td></tr></table><script>a</script><!-- c --></body></html>",
    b'<html><body><p><a name="ts_0_900_S1"><span style="font-weight:600">S1: So?</span></a></p><p><a '
    b'name="ts_900_2000_S2">S2: I do.</a></p></body></html>',
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}}\f0 {\b Interviewer:} So sch\'f6n?\line And? "
    rb"#00:00:05-1#\par {\b P1:} Gut \u8212? so.\par Interviewer: Why?\par P1: \{No\}.\par}",
    rb"{\rtf1\ansi\trowd\cellx100\cellx200 Ana:\cell So?\cell\row Bo:\cell I do.\cell\row {\deleted x}{\v h}{\field{"
    rb"\*\fldinst HYPERLINK a}{\fldrslt b}}\par Ana: Why?\par Bo: No.\par}",
)


def documents() -> tuple[bytes, ...]:
    """The XML of Word documents: labels, Teams' line breaks, a table, tracked changes, nested content."""
    teams = "".join(
        f"<w:p><w:r><w:t>{who}   0:0{at}</w:t><w:br/><w:t>{what}</w:t></w:r></w:p>" for who, at, what in _SAID
    )
    plain = "".join(f"<w:p><w:r><w:t>{who}: {what}</w:t></w:r></w:p>" for who, _, what in _SAID)
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{who}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{what}</w:t></w:r></w:p></w:tc></w:tr>"
        for who, _, what in _SAID
    )
    changed = (
        f'{plain}<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>End</w:t><w:tab/></w:r>'
        "</w:p></w:sdtContent></w:sdt><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>Bo: ok"
        "</w:t></w:r></w:ins></w:p>"
    )
    return tuple(
        f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
        for body in (teams, plain, f"<w:tbl>{rows}</w:tbl>", changed)
    )


_SAID = (("Ana Lee", 1, "So what?"), ("Bo", 4, "I open it."), ("Ana Lee", 7, "Why?"), ("Bo", 9, "Calm &amp; quiet."))


def open_documents() -> tuple[bytes, ...]:
    """The XML of OpenDocument texts."""
    plain = "".join(f"<text:p>{who}: <text:span>{what}</text:span></text:p>" for who, _, what in _SAID)
    more = (
        '<text:h text:outline-level="2">Start</text:h><text:p>Ana:<text:s text:c="3"/>so<text:line-break/>and<text:tab/>'
        "<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><table:table><table:table-row>"
        "<table:table-cell><text:p>Bo:</text:p></table:table-cell><table:table-cell><text:p>I do</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    return tuple(
        f"<office:document-content {_OPEN}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>".encode()
        for body in (plain, plain + more)
    )


def sheets() -> tuple[bytes, ...]:
    """The XML of a sheet and of the strings shared by its cells, one behind the other."""
    rows = [("speaker", "text"), *((who, what) for who, _, what in _SAID)]
    inline = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in zip("AB", row, strict=True))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    shared = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>{n}</v></c></row>' for n in (1, 2)
    )
    numbers = '<row r="3"><c r="A3"><v>1.0</v></c><c r="B3" t="str"><f>A1</f></c><c r="C3" t="b"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    strings = "".join(f"<si><t>{text}</t></si>" for text in ("participant", "text", "I open it _x000D_ always", "So"))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData>{{}}</worksheet>'
    table = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    return (
        PART.join((sheet.format(inline, "").encode(), table.encode())),
        PART.join((sheet.format(shared + numbers, merged).encode(), table.encode())),
    )


def open_sheets() -> tuple[bytes, ...]:
    """The XML of an OpenDocument spreadsheet."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in (("speaker", "text"), *((who, what) for who, _, what in _SAID))
    )
    empty = '<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="4"/></table:table-row>'
    body = f'<table:table table:name="Talk">{rows}{empty}</table:table>'
    return (
        f"<office:document-content {_OPEN}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>".encode(),
    )


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip package whose parts are stored in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def as_docx(data: bytes) -> bytes:
    """A Word document of its XML."""
    return package({"word/document.xml": data})


def as_odt(data: bytes) -> bytes:
    """An OpenDocument text of its XML."""
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": data})


def as_ods(data: bytes) -> bytes:
    """An OpenDocument spreadsheet of its XML."""
    listed = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return package({"mimetype": kind, "META-INF/manifest.xml": listed, "content.xml": data})


def as_xlsx(data: bytes) -> bytes:
    """A workbook with one sheet of the XML of sheet and strings."""
    sheet, _, strings = data.partition(PART)
    link = f'<Relationship Id="r1" Type="{_LINKS}/{{}}" Target="{{}}"/>'
    links = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": links.format(link.format("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets><sheet name="Talk" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": links.format(link.format("worksheet", "worksheets/sheet1.xml")),
            "xl/sharedStrings.xml": strings,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def as_pdf(data: bytes) -> bytes:
    """A PDF of one page with this content; a whole file is taken as it is."""
    if data.startswith(b"%PDF-"):
        return data
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data),
    )
    whole = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return whole + trailer % (table, len(whole))


def pages() -> tuple[bytes, ...]:
    """Contents of PDF pages: lines of a conversation, two columns of it, and one whole file."""

    def column(x: int, lines: Sequence[str]) -> str:
        return "\n".join(f"BT /F1 10 Tf 1 0 0 1 {x} {700 - 12 * n} Tm ({line}) Tj ET" for n, line in enumerate(lines))

    lines = [f"{who}: {what}" for who, _, what in _SAID]
    single = column(72, ["Weekly talk", *lines, "that goes on-", "wards", "1"]).encode()
    double = f"{column(60, [who for who, _, _ in _SAID])}\n{column(200, [what for _, _, what in _SAID])}".encode()
    return single, double, as_pdf(single)


def archives() -> tuple[bytes, ...]:
    """Zip archives of transcripts, one with names that lead out of it."""
    talk = TEXT[0]
    return (
        package({"P1.txt": talk, "b/P2.vtt": VTT[0]}),
        package({"../up.txt": talk, "a/Twin.txt": talk, "a/twin.txt": talk, "inner.zip": b"PK\x03\x04"}),
    )


def recognisers() -> dict[str, tuple[bytes, ...]]:
    """JSON by vendor."""
    ask, answer = ["What", "now?"], ["I", "open", "it."]

    def words(key: str, *, start: str = "start", end: str = "end", unit: float = 1, **more: object) -> list[object]:
        return [{key: word, start: n * unit, end: (n + 1) * unit, **more} for n, word in enumerate(ask + answer)]

    items = [
        {"type": "pronunciation", "start_time": f"{n}.0", "end_time": f"{n}.9", "alternatives": [{"content": word}]}
        for n, word in enumerate(ask + answer)
    ]
    values: dict[str, list[object]] = {
        "whisper": [
            {
                "text": " What now? I open it.",
                "segments": [
                    {"id": 0, "start": 0.0, "end": 1.0, "text": " What now?", "speaker": "SPEAKER_00"},
                    {"id": 1, "start": 1.0, "end": 2.5, "text": " I open it.", "words": words("word")[2:]},
                ],
                "language": "en",
            },
            {"transcription": [{"offsets": {"from": 0, "to": 1000}, "text": " What now?", "speaker": "0"}]},
            {"text": "What now?", "chunks": [{"timestamp": [0.0, 1.0], "text": " What now?"}]},
            [{"start": 0.5, "end": 1.0, "text": "What now?"}, {"start": 1.5, "end": 2.5, "text": "I open it."}],
        ],
        "assemblyai": [
            {
                "audio_url": "https://a.example/x",
                "text": "What now? I open it.",
                "utterances": [
                    {
                        "speaker": "A",
                        "start": 0,
                        "end": 900,
                        "text": "What now?",
                        "words": words("text", unit=1000)[:2],
                    },
                    {"speaker": "B", "start": 900, "end": 2500, "text": "I open it.", "words": []},
                ],
                "words": words("text", unit=1000, speaker="A"),
                "summary": "They talk about opening it.",
            }
        ],
        "deepgram": [
            {
                "results": {
                    "channels": [
                        {
                            "alternatives": [
                                {"transcript": "what now i open it", "words": words("word", speaker=0)},
                                {"transcript": "what cow"},
                            ]
                        }
                    ],
                    "utterances": [{"start": 0.0, "end": 2.0, "speaker": 1, "transcript": "what now", "words": []}],
                }
            }
        ],
        "amazon": [
            {
                "accountId": "1",
                "results": {
                    "transcripts": [{"transcript": "What now? I open it."}],
                    "items": [*items, {"type": "punctuation", "alternatives": [{"content": "."}]}],
                    "speaker_labels": {
                        "segments": [{"start_time": "0.0", "end_time": "1.9", "speaker_label": "spk_0", "items": []}]
                    },
                },
            }
        ],
        "google": [
            {
                "results": [
                    {
                        "alternatives": [
                            {"transcript": "What now", "words": words("word", start="startTime", end="endTime")}
                        ]
                    },
                    {"alternatives": [{"words": words("word", start="startTime", end="endTime", speakerTag=1)}]},
                ]
            }
        ],
        "ibm": [
            {
                "results": [
                    {
                        "final": True,
                        "alternatives": [
                            {
                                "transcript": "what now ",
                                "timestamps": [["what", 0.0, 0.5], ["now", 0.5, 1.0]],
                                "word_confidence": [["what", 0.9], ["now", 0.8]],
                            }
                        ],
                    }
                ],
                "speaker_labels": [{"from": 0.0, "to": 0.5, "speaker": 0}, {"from": 0.5, "to": 1.0, "speaker": 1}],
            }
        ],
        "speechmatics": [
            {
                "format": "2.9",
                "results": [
                    {
                        "type": "word",
                        "start_time": 0.1,
                        "end_time": 0.5,
                        "alternatives": [{"content": "So", "speaker": "S1"}],
                    },
                    {"type": "punctuation", "attaches_to": "previous", "alternatives": [{"content": "."}]},
                ],
            },
            {
                "words": [{"name": "There", "time": "1", "duration": "1"}],
                "speakers": [{"name": "F", "time": "0", "duration": "9"}],
            },
        ],
        "rev": [
            {
                "monologues": [
                    {
                        "speaker": 0,
                        "elements": [
                            {"type": "text", "value": "What", "ts": 0.5, "end_ts": 1.0},
                            {"type": "punct", "value": " "},
                            {"type": "text", "value": "now", "ts": 1.0, "end_ts": 1.5},
                            {"type": "punct", "value": "?"},
                        ],
                    }
                ],
                "speakers": [{"id": 0, "name": "Ana Lee"}],
            }
        ],
        "fireflies": [
            {
                "sentences": [
                    {"index": 0, "speaker_name": "Ana", "text": "What now?", "raw_text": "what now", "start_time": 0.1},
                    {"index": 1, "speaker_name": "Bo", "text": "I open it.", "start_time": 2.0, "end_time": 3.0},
                ],
                "speakers": [{"id": 0, "name": "Ana"}],
                "summary": {"overview": "They talk about opening it.", "action_items": ["Open it"]},
            }
        ],
        "dialogue": [
            [{"speaker": "Ana", "text": "What now?"}, {"speaker": "Bo", "text": "I open it."}],
            {"topic": "x", "talk": [{"speaker": "Ana", "content": "So?"}, {"speaker": "Bo", "content": "I do."}]},
        ],
        "editors": [
            {
                "words": [{"punct": "There", "start": 1.0, "end": 2.0}],
                "segmentation": {"segments": [{"start": 0, "duration": 3, "speaker": {"@id": "S1", "gender": "F"}}]},
            },
            {
                "words": [{"text": "There", "start": 1, "end": 2}],
                "paragraphs": [{"start": 0, "end": 2, "speaker": "A"}],
            },
            {"text": [{"speaker": "A", "paragraph": [{"line": [{"text": "There", "startTime": 1, "endTime": 2}]}]}]},
        ],
    }
    return {vendor: tuple(json.dumps(value).encode() for value in found) for vendor, found in values.items()}


def conformance(*endings: str) -> tuple[bytes, ...]:
    """Our own conformance files with one of these endings."""
    return tuple(path.read_bytes() for path in sorted(_FILES.iterdir()) if path.suffix in endings)
