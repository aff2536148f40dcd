resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = aws_s3_bucket.b.arn }]
  })
  description = <<-EOT
    line ${two}
  EOT
  path        = <<-EOT
    /b/
      $${c}
  EOT
}
