"""What people type: one function a command."""

import sys
from types import TracebackType

from flows.failures import STOPPED
from flows.loading import put_off


def _stopped_while_loading(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print(STOPPED, file=sys.stderr)
    else:
        sys.__excepthook__(kind, failure, trace)


put_off()
sys.excepthook = _stopped_while_loading
