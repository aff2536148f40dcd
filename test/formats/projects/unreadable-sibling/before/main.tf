resource "aws_instance" "i" {
  ami = local.ami
}

module "m" {
  source = "./m"
}
