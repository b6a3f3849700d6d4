"""Every door and every parser, asked with all that a grammar or a fuzzer makes: answers, and clean refusals only."""
