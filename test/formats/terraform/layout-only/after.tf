// Everything here is only moved about.
resource aws_instance web {
  count = (
    var.on ? 1 : 0
  )

  ami = /* the image */ var.ami
}

locals {
  map = {
    b = 2
    a : 1
  }
  names = [
    "a",
    "b",
  ]
}
