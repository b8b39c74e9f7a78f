"""The review that comes round every year, quarter or month: run unattended, archived, compared with the one before."""
