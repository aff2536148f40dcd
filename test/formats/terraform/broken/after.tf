resource "aws_iam_user" "a" {
  name = "a"
}

resource "aws_iam_user" "b" {
  name =
}
