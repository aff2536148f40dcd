# Trust of the CI role, widened.
resource "aws_iam_role" "ci" {
  max_session_duration = 43200
  name                 = "ci"
  assume_role_policy   = data.aws_iam_policy_document.anyone.json

  tags = {
    Name               = "ci"
    Owner              = var.owner
    "example.com/team" = "delivery"
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}
