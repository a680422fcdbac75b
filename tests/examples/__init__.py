"""The examples keep what their READMEs promise."""
