"""Other wire forms of the same messages, as real networks speak them: data and pure functions for both sides."""
