locals {
  names = ["a", "b"]
  map   = { a = 1, b = 2 }
}
resource "aws_instance" "web" {
  ami   = var.ami # the image
  count = var.on ? 1 : 0
}
