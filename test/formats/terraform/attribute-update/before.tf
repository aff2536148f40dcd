# Trust of the CI role.
resource "aws_iam_role" "ci" {
  name                 = "ci"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  tags = {
    Name                 = "ci"
    "example.com/team"   = "platform"
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}
