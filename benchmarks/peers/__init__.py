"""What this software is measured against: the same programs by others."""
