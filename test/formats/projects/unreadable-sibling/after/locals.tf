locals {
  ami = 
