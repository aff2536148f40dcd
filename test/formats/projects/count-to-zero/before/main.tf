locals {
  enabled = true
}

resource "aws_dynamodb_table" "t" {
  count = local.enabled ? 1 : 0
  name  = "t"
}

module "logs" {
  source = "./logs"
  count  = local.enabled ? 1 : 0
}
