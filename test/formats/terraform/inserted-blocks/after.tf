data "aws_iam_policy_document" "deploy" {
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::assets"]
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["arn:aws:s3:::assets/*"]
  }

  statement {
    sid       = "Publish"
    actions   = ["sns:Publish"]
    resources = ["*"]
  }
}

resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_cloudfront_distribution" "cdn" {
  ordered_cache_behavior {
    path_pattern     = "/static/*"
    target_origin_id = "assets"
  }

  ordered_cache_behavior {
    path_pattern     = "/api/*"
    target_origin_id = "api"
  }
}

resource "helm_release" "app" {
  set {
    name  = "image"
    value = "v2"
  }

  set {
    name  = "replicas"
    value = "2"
  }
}
