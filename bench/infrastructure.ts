// Pull requests to measure with: Terraform as people write it, never the same text twice, so that no cache has seen it. Used by decision.ts and its child.
import { createHash } from 'node:crypto';
import type { FileChange, FileSide } from '../src/model/files.ts';
import type { Facts } from '../src/model/facts.ts';
import type { Gathered } from '../src/model/gathered.ts';
import { parseFacts } from '../src/policy/index.ts';
import { COPILOT_ID, POLICY } from '../test/doubles/world.ts';

const HEAD = 'e'.repeat(40);
const BASE = 'b'.repeat(40);
/** Of the two environments together. */
const FILES_OF_STACKS = 30;

/** A pull request of an agent over `count` modified files, one approval given. `seed` makes the text unique. */
export function pullOfFiles(count: number, seed: string): Gathered {
  return {
    base: BASE,
    mergeBase: BASE,
    head: HEAD,
    layers: {
      floor: { kind: 'absent' },
      repository: { kind: 'file', source: `acme/infra@${BASE}:.aigov.yml`, text: POLICY },
    },
    facts: FACTS,
    around: { files: [], gap: null },
    files: Array.from({ length: count }, (_, index) => modified(index, `${seed}-${index}`)),
    pull: {
      state: 'open',
      mergeSha: null,
      mergedAt: null,
      mergedBy: null,
      baseBranch: 'main',
      requestedReviewers: [],
      siblings: [],
      checkRun: null,
    },
  };
}

/** Some 2.4 KB with ten blocks, of which two change: between the median (0.7 KB) and the 90th percentile (4.4 KB) of 1,851 public .tf files. */
function modified(index: number, name: string): FileChange {
  // Root modules of up to twenty files: a large pull request changes many of them.
  const stack = Math.floor(index / FILES_OF_STACKS);
  const path = `envs/${index % 3 === 0 ? 'prod' : 'dev'}/stack-${stack}/service-${index}.tf`;
  return {
    status: 'modified',
    before: sideOf(path, terraform(name, { service: 'ec2.amazonaws.com', port: 443, cidr: '10.0.0.0/8' })),
    after: sideOf(path, terraform(name, { service: 'lambda.amazonaws.com', port: 8443, cidr: '0.0.0.0/0' })),
  };
}

export function sideOf(path: string, text: string): FileSide {
  const blob = createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
  return { path, mode: '100644', blob, content: { kind: 'text', text } };
}

function terraform(
  name: string,
  given: { readonly service: string; readonly port: number; readonly cidr: string },
): string {
  return `# Service ${name}
locals {
  name = "service-${name}"
  tags = {
    Service = local.name
    Team    = "platform"
  }
}

variable "desired_count" {
  description = "How many tasks run"
  type        = number
  default     = 2
  validation {
    condition     = var.desired_count > 0 && var.desired_count < 50
    error_message = "Between 1 and 49."
  }
}

data "aws_iam_policy_document" "tasks" {
  statement {
    sid       = "ReadConfiguration"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = [data.terraform_remote_state.network.outputs.vpc_id]
    }
  }
}

resource "aws_iam_role" "task" {
  name = "\${local.name}-task"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "${given.service}" }
    }]
  })
  tags = local.tags
}

resource "aws_security_group" "service" {
  name        = local.name
  description = "Traffic of \${local.name}"
  vpc_id      = data.terraform_remote_state.network.outputs.vpc_id

  ingress {
    description = "From the load balancer"
    from_port   = ${given.port}
    to_port     = ${given.port}
    protocol    = "tcp"
    cidr_blocks = ["${given.cidr}"]
  }

  dynamic "egress" {
    for_each = toset([80, 443])
    content {
      from_port   = egress.value
      to_port     = egress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "\${local.name}-data"
  tags   = merge(local.tags, { Name = "\${local.name}-data" })
}

resource "aws_db_instance" "main" {
  identifier          = local.name
  engine              = "postgres"
  engine_version      = "16.3"
  instance_class      = var.desired_count > 10 ? "db.r6g.large" : "db.t4g.medium"
  allocated_storage   = 100
  storage_encrypted   = true
  deletion_protection = true
  user_data           = <<-EOT
    #!/bin/sh
    echo "starting \${local.name}"
  EOT
}

module "service" {
  source  = "terraform-aws-modules/ecs/aws//modules/service"
  version = "5.11.2"

  name          = local.name
  desired_count = var.desired_count
  subnet_ids    = [for subnet in data.terraform_remote_state.network.outputs.private : subnet.id]
}

output "role_arn" {
  value = aws_iam_role.task.arn
}
`;
}

const FACTS: Facts = factsOf({
  schema: 'aigov.facts/1',
  now: '2026-11-21T12:00:00Z',
  repository: { id: 1, full_name: 'acme/infra' },
  pull_request: {
    number: 7,
    title: 'Let Lambda assume the roles',
    body: 'As asked.',
    labels: [],
    draft: false,
    base_branch: 'main',
    head_branch: 'copilot/trust',
    author: { login: 'Copilot', id: COPILOT_ID, type: 'Bot' },
  },
  commits: [
    {
      sha: HEAD,
      author: { login: 'Copilot', id: COPILOT_ID, type: 'Bot' },
      committer: { login: 'web-flow', id: 19_864_447, type: 'User' },
      coauthors: [{ login: 'alice' }],
      message: 'Let Lambda assume the roles',
      verified: true,
    },
  ],
  pushers: [{ login: 'Copilot', id: COPILOT_ID }],
  delegator: 'alice',
  requesters: ['alice'],
  reviews: [
    {
      user: { login: 'bob', id: 2, type: 'User' },
      state: 'APPROVED',
      commit_id: HEAD,
      submitted_at: '2026-11-21T11:00:00Z',
    },
  ],
  permissions: { bob: 'write', carol: 'write', dave: 'write' },
  teams: { '@acme/security': ['bob', 'carol'], '@acme/platform': ['dave'] },
  checks: [],
});

function factsOf(document: unknown): Facts {
  const parsed = parseFacts(document);
  if (parsed.kind === 'invalid') throw new Error(`the facts are invalid: ${JSON.stringify(parsed.problems)}`);
  return parsed.facts;
}
