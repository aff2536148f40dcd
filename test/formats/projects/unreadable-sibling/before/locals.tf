locals {
  ami = "ami-1"
}

resource "aws_iam_user" "u" {
  name = "u"
}
