"""An archive and its runs, as the command line names them: a run by its name or by its folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resilience_opt.review.archive.archive import Archive, Run


def opened(archive: Path) -> Archive:
    """The archive in a folder.

    Raises
    ------
    InputError
        If there is none, with the option that names another.
    """
    from resilience_opt.errors import Fault, InputError
    from resilience_opt.review.archive.archive import open_archive

    try:
        return open_archive(archive)
    except InputError as error:
        raise InputError([Fault("", "", f"{error}; name the folder of one with --archive DIR")]) from error


def run_of(archive: Path, word: str) -> Run:
    """The run that a word names: its name in the archive, or its folder wherever that stands.

    Raises
    ------
    InputError
        If there is none.
    ArchiveError
        If its manifest cannot be read.
    """
    from resilience_opt.review.archive.archive import Run
    from resilience_opt.review.archive.record import read_record

    folder = folder_of(word)
    return Run(read_record(folder), folder) if folder is not None else opened(archive).run(word)


def folder_of(word: str) -> Path | None:
    """The folder of a run that a word names; None where it is the name of a run.

    Raises
    ------
    InputError
        If it is the path of something else.
    """
    from resilience_opt.errors import Fault, InputError
    from resilience_opt.review.archive.layout import MANIFEST

    path = Path(word)
    if (path / MANIFEST).is_file():
        return path.resolve()
    if path.name != word:
        what = "this folder is none: it has no manifest.json" if path.is_dir() else "there is no such folder"
        raise InputError([Fault("", "", f"{word}: {what}; name a run as optimize runs list does, or give its folder")])
    return None


def known_name(what: str, asked: str | None, known: Iterable[str]) -> None:
    """Refuse a name that nothing in the archive has, with the nearest one and with those that there are.

    Raises
    ------
    InputError
    """
    from resilience_opt.case.names import nearest
    from resilience_opt.errors import Fault, InputError

    names = list(dict.fromkeys(known))
    if asked is None or not names or asked in names:
        return
    close = nearest(asked, names)
    told = f"did you mean '{close}'?" if close else f"there {'is' if len(names) == 1 else 'are'} {', '.join(names)}"
    raise InputError([Fault("", "", f"no {what} of the archive is named '{asked}'; {told}")])
