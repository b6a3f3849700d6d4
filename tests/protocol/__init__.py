"""What any provider and any processing centre must do, asked over HTTP alone: `test tests/protocol --target FILE`."""
