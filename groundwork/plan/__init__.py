"""A preview, summed up for people: what is made, changed and replaced, part by part, and which data it touches."""
