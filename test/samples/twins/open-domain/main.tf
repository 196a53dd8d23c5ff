variable "network_only" {
  type = bool
}

resource "aws_iam_role" "domain" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_kms_key" "data" {}

resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  app_network_access_type = var.network_only ? "VpcOnly" : "PublicInternetOnly"
  kms_key_id              = aws_kms_key.data.arn

  default_user_settings {
    execution_role = aws_iam_role.domain.arn
  }
}
