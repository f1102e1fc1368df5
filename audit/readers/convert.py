"""Conversion 转换: .doc, .wps, .rtf, .odt and the like become .docx or .xlsx through LibreOffice, if installed.

It runs in a folder of its own with a profile of its own: macros are off, nothing is loaded that the file links to, and
what it writes is deleted with the folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from audit.errors import ReadError
from audit.model.limits import Limits
from audit.readers import ole
from audit.readers.package import Package, guarded

_PROGRAMS = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SECONDS = 60
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """The LibreOffice of this machine."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)


def _check(data: bytes, limits: Limits) -> None:
    """Raises ReadError for a file that is cut off, unfolds to too much, or has a password: LibreOffice would pass over
    the first in silence."""
    if data.startswith(b"PK"):
        with guarded():
            package = Package(data, limits)
            for member in package.files():
                package.unpacked(member)
    elif data.startswith(b"{\\rtf"):
        if not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
            raise ReadError("damaged", "RTF")
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        ole.check(data)


def converted(data: bytes, suffix: str, target: str, limits: Limits) -> bytes | None:
    """A file with that suffix (`.doc`) as another (`docx`); None where LibreOffice is missing or cannot read it.

    Raises ReadError for what is damaged or has a password, and when LibreOffice does not come to an end.
    """
    _check(data, limits)
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source, out = place / f"document{suffix}", place / "out"
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        source.write_bytes(data)
        _run(
            [
                office, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore",
                "--nolockcheck", "--convert-to", target, "--outdir", str(out), str(source),
            ],
            place,
        )  # fmt: skip
        result = out / f"document.{target}"
        return result.read_bytes() if result.is_file() else None


def _run(command: list[str], folder: Path) -> None:
    """Run it to its end; a hanging one is ended with all that it started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError("conversion-slow", f"> {_SECONDS} s") from error
    finally:
        if process.poll() is None:
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
