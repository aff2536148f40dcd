terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket = "other-state"
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-1"
}

locals {
  one = 1
  two = module.vpc.size
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.1.0"
}

data "aws_ami" "base" {
  most_recent = true
}

moved {
  from = aws_instance.a
  to   = aws_instance.b
}

removed {
  from = aws_db_instance.main
  lifecycle {
    destroy = false
  }
}

import {
  to = aws_s3_bucket.logs
  id = "logs"
}

check "health" {
  assert {
    condition     = data.http.health.status_code == 200
    error_message = "unhealthy"
  }
}

output "vpc" {
  value = module.vpc.id
}

action "aws_lambda_invoke" "run" {
  config {
    function_name = "run"
  }
}
