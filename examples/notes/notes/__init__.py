"""A notebook that everybody who opens it shares: an API, a worker, a migration and a nightly job."""
