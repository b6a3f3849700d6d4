"""Whatever reads bytes of strangers, fed by a fuzzer that sees which branches were taken: clean refusals only."""
