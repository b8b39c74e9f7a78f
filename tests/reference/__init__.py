"""A second, slow and plain implementation of the model, to compare the software with."""
