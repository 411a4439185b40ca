"""Pictures drawn: sharp at every scale, by the colours in force, by mouse and by keys, on paper and as files."""
