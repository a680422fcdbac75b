"""What the jobs of a pipeline run, the same in every forge: `python -m groundwork.pipeline VERB`."""
