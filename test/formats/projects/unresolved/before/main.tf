variable "given" {}

locals {
  fixed  = "a"
  mixed  = "${var.given}-a"
  looped = [for name in var.given : name]
}

resource "aws_iam_role_policy" "p" {
  name   = local.mixed
  role   = aws_iam_role.ci.id
  policy = data.aws_iam_policy_document.p.json
}

resource "aws_instance" "i" {
  ami           = var.given
  instance_type = local.fixed
  user_data     = local.looped
}
