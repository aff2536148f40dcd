resource "aws_iam_user" "x" {
  name = "x"
}

resource "aws_iam_role" "ci" {
  name = "ci"
}
