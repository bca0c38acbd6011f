"""A file that somebody sends stays in memory until it is sealed: nothing plain of it reaches the disk.

How large a request may be is limited before any of it is read.
"""

from io import BytesIO
from typing import IO

from flask import Request


class WholeRequest(Request):
    """A request whose files lie in memory, however large they are."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Where a file is put while it is read."""
        return BytesIO()
