#!/usr/bin/env bash
# deploy.sh dev|staging|production, with the credentials of that environment's account
set -euo pipefail
cd "$(dirname "$0")"

environment=$1

aws cloudformation deploy \
  --region ap-northeast-1 \
  --stack-name "statements-api-${environment}" \
  --template-file template.yaml \
  --parameter-overrides "file://parameters/${environment}.json" \
  --capabilities CAPABILITY_IAM \
  --no-fail-on-empty-changeset
