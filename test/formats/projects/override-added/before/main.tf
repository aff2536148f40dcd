resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  restrict_public_buckets = true
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [bucket]
  }
}
