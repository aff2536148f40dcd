provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

module "vpc" {
  source = "../../modules/vpc"
  name   = "prod"
  cidr   = "10.1.0.0/16"
}
