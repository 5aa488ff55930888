terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60, < 7.0"
    }
  }

  backend "s3" {
    bucket = "kumocard-tfstate"
    key    = "production/terraform.tfstate"
    region = "ap-northeast-1"
  }
}
