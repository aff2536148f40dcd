resource "aws_instance" "i" {
  ami       = local.ami
  user_data = "x"
}

module "m" {
  source = "./m"
}
