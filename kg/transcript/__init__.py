"""Reading: from a file to a document of turns and sentences, and back to its untouched characters."""
