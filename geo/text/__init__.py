"""What does the report say: files to text, sentences, numbers, units, dates, coordinates."""
