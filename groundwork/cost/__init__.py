"""What a stack costs a month, part by part, from a dated price file."""
