"""What people type: one function a command."""

from flows.loading import put_off

put_off()
