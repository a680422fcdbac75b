#!/bin/sh
# Brings a bucket to what it should be; safe to run again. BUCKET is its name, VERSIONING is Enabled or Suspended,
# CORS and POLICY are JSON, empty for none.
set -eu

s3api() {
    aws --endpoint-url "$ENDPOINT" s3api "$@" --bucket "$BUCKET"
}

s3api head-bucket >/dev/null 2>&1 || s3api create-bucket >/dev/null
s3api put-bucket-versioning --versioning-configuration "Status=$VERSIONING"
if [ -n "$CORS" ]; then
    s3api put-bucket-cors --cors-configuration "$CORS"
else
    s3api delete-bucket-cors
fi
if [ -n "$POLICY" ]; then
    s3api put-bucket-policy --policy "$POLICY"
else
    s3api delete-bucket-policy
fi
