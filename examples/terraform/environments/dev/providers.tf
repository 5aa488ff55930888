provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Environment = var.environment
      ManagedBy   = "terraform"
    }
  }
}

# The public zone lives in the shared account.
provider "aws" {
  alias  = "dns"
  region = var.region

  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/kumo-dns-editor"
  }
}
