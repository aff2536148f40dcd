module "b" {
  source = "../b"
}

resource "aws_sns_topic" "t" {
  name = "t"
}
