// Builds src/sessions/data/actions.json from the action tables. Run by hand: node scripts/build-actions.ts <folder with tables>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsOf, levelOf, resourceTypesOf } from './iam-data.ts';
import type { IamAction } from './iam-data.ts';

const TARGET = join(import.meta.dirname, '..', 'src', 'sessions', 'data', 'actions.json');
type Row = readonly string[];
/** Action names of one Terraform type by phase: `r` read, `c` create, `u` update, `d` delete, `a.<attribute>`. */
type Phases = Map<string, Set<string>>;

/** CloudFormation names that the automatic join misses: neither `aws_<service>_<name>` nor `aws_<name>` under EC2. */
const JOINED_BY_HAND: { readonly [type: string]: string } = {
  aws_cloudwatch_event_rule: 'AWS::Events::Rule',
  aws_cloudwatch_log_group: 'AWS::Logs::LogGroup',
  aws_cloudwatch_metric_alarm: 'AWS::CloudWatch::Alarm',
  aws_db_instance: 'AWS::RDS::DBInstance',
  aws_db_subnet_group: 'AWS::RDS::DBSubnetGroup',
  aws_iam_policy: 'AWS::IAM::ManagedPolicy',
  aws_lb: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  aws_lb_listener: 'AWS::ElasticLoadBalancingV2::Listener',
  aws_lb_target_group: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  aws_rds_cluster: 'AWS::RDS::DBCluster',
};

const CFN_PHASE: { readonly [handler: string]: string } = {
  create: 'c',
  update: 'u',
  delete: 'd',
  read: 'r',
  list: 'r',
};

/** Canonical names: case corrected, read wildcards expanded, everything that iam-data does not know dropped. */
function canonical(name: string): readonly string[] {
  const [service = '', action = ''] = name.trim().toLowerCase().split(':');
  const known = /^[a-z0-9-]+$/.test(service) ? actionsOf(service) : null;
  if (known === null) return [];
  if (/^(?:describe|get|list)\w*\*$/.test(action)) return expand(service, known, action.slice(0, -1));
  const found = Object.hasOwn(known, action) ? known[action] : undefined;
  return found === undefined ? [] : [`${service}:${found.name}`];
}

function expand(
  service: string,
  known: { readonly [key: string]: IamAction },
  prefix: string,
): readonly string[] {
  return Object.entries(known)
    .filter(([key, { accessLevel }]) => key.startsWith(prefix) && /^(?:Read|List)/.test(accessLevel))
    .map(([, { name }]) => `${service}:${name}`);
}

function level(name: string): string {
  const [service = '', action = ''] = name.split(':');
  const found = actionsOf(service)?.[action.toLowerCase()];
  return found === undefined ? 'W' : levelOf(found);
}

function table(folder: string, file: string): readonly Row[] {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split('\t'));
}

function add(phases: Phases, phase: string, names: readonly string[]): void {
  const set = phases.get(phase) ?? new Set<string>();
  for (const name of names) set.add(name);
  phases.set(phase, set);
}

/** pike says what an apply needs, destroy included: a delete that the destroy phase also lists belongs to destroy. */
function fromPike(rows: readonly Row[]): Map<string, Phases> {
  const types = new Map<string, Phases>();
  const destroys = new Set(
    rows.filter((row) => row[1] === 'destroy').map(([type, , action]) => `${type} ${action?.toLowerCase()}`),
  );
  for (const [type = '', phase = '', action = ''] of rows) {
    if (!type.startsWith('aws_')) continue;
    const phases = types.get(type) ?? new Map<string, Set<string>>();
    types.set(type, phases);
    const deletes = /:delete/i.test(action) && destroys.has(`${type} ${action.toLowerCase()}`);
    for (const name of canonical(action)) add(phases, deletes ? 'd' : phaseOf(phase, name), [name]);
  }
  return types;
}

function phaseOf(phase: string, name: string): string {
  if (/[RL]/.test(level(name))) return 'r';
  if (phase.startsWith('attr:')) return `a.${phase.slice(5)}`;
  return { apply: 'c', modify: 'u', destroy: 'd', plan: 'r' }[phase] ?? 'u';
}

const folded = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Joins CloudFormation's handler permissions to Terraform types by name. */
function addCloudFormation(types: Map<string, Phases>, rows: readonly Row[]): number {
  const byName = new Map<string, Phases[]>();
  const index = (name: string, phases: Phases): unknown =>
    byName.set(name, [...(byName.get(name) ?? []), phases]);
  for (const [type, phases] of types) index(JOINED_BY_HAND[type] ?? folded(type.slice(4)), phases);
  const joined = new Set<Phases>();
  for (const [cfn = '', handler = '', action = ''] of rows) {
    const [, service = '', ...rest] = cfn.split('::');
    const names = [
      cfn,
      folded(service + rest.join('')),
      ...(service === 'EC2' ? [folded(rest.join(''))] : []),
    ];
    for (const phases of names.flatMap((name) => byName.get(name) ?? [])) {
      joined.add(phases);
      for (const name of canonical(action))
        add(phases, /[RL]/.test(level(name)) ? 'r' : (CFN_PHASE[handler] ?? 'r'), [name]);
    }
  }
  return joined.size;
}

/** `svc:A,B svc2:C`, sorted. */
function compact(names: Iterable<string>): string {
  const grouped = Object.groupBy([...names].toSorted(), (name) => name.split(':')[0] ?? '');
  return Object.entries(grouped)
    .map(([service, members = []]) => `${service}:${members.map((name) => name.split(':')[1]).join(',')}`)
    .join(' ');
}

function typeLine(phases: Phases): string {
  return [...phases]
    .filter(([, names]) => names.size > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([phase, names]) => `${phase}=${compact(names)}`)
    .join(';');
}

/** `Name/L/type*,type` for every action of a service: the universe that a wildcard is checked against. */
function serviceLine(service: string): string {
  return Object.values(actionsOf(service) ?? {})
    .map(({ name, resourceTypes }) => {
      const kinds = resourceTypes.map((kind) => kind.name.replaceAll(' ', '-') + (kind.required ? '*' : ''));
      return `${name}/${level(`${service}:${name}`)}/${kinds.join(',')}`;
    })
    .join(' ');
}

function arnLine(service: string): string {
  return resourceTypesOf(service)
    .map(({ key, arn }) => `${key.replaceAll(' ', '-')} ${arn}`)
    .join('|');
}

function main(folder: string): void {
  const types = fromPike(table(folder, 'tf-actions-pike.tsv'));
  const joined = addCloudFormation(types, table(folder, 'cfn-handler-actions.tsv'));
  const lines = [...types]
    .map(([type, phases]) => [type, typeLine(phases)] as const)
    .filter(([, line]) => line !== '');
  const used = [...new Set(lines.flatMap(([, line]) => line.match(/[a-z0-9-]+(?=:)/g) ?? []))].toSorted();
  const data = {
    services: Object.fromEntries(used.map((service) => [service, serviceLine(service)])),
    arns: Object.fromEntries(used.map((service) => [service, arnLine(service)])),
    types: Object.fromEntries(lines.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  writeFileSync(TARGET, `${JSON.stringify(data, null, 0).replaceAll('","', '",\n"')}\n`);
  console.error(`${lines.length} types, ${joined} joined with CloudFormation, ${used.length} services`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/build-actions.ts <folder with tables>');
main(folder);
