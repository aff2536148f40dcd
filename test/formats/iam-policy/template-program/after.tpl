{
  "Statement": [
%{ for bucket in buckets ~}
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::${bucket}/*" },
%{ endfor ~}
  ]
}
