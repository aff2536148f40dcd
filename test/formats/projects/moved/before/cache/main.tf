variable "size" {}

resource "aws_elasticache_cluster" "this" {
  num_cache_nodes = var.size
}
