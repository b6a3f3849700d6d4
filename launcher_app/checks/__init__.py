"""What the doctor looks at, one function a line of its table."""
