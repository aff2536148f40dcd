{ "Statement": [ { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ] }
