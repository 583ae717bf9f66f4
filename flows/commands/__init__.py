"""What people type: one function a command."""
