"""The errors that a user may meet. Each message names the file or the setting and says what to do."""


class GoujiError(Exception):
    """Anything that gouji reports instead of a result."""


class UsageError(GoujiError):
    """Wrong use: an unknown check, a bad setting, a missing path (exit code 2)."""


class ReadError(GoujiError):
    """A file that could not be read, so that silence would not mean clean (exit code 3).

    `reason` is a key that the reports turn into a sentence (empty, binary, encoding, too-large,
    unsupported-format, …); `detail` is what that sentence quotes.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class PluginError(GoujiError):
    """A check from outside that could not be loaded (exit code 2)."""
