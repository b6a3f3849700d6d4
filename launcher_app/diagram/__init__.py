"""A sequence diagram of hops: the model, its layout without any window, and the files it can be saved as."""
