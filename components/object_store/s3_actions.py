"""The words of the S3 protocol that several stores understand."""

OBJECT_ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload")
"""Objects are overwritten by PutObject; large ones are uploaded in parts, and given up by the last."""
