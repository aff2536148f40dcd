resource "aws_iam_role" "ci" {
  name = "ci"
}

resource "aws_sns_topic" "a" {
  name = "a"
}
