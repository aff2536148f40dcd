// Rules of web firewalls that no longer block, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { idleRules } from '../../../src/classify/firewall/web-rules.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const said = (change: ParsedChange): readonly string[] =>
  idleRules(change).map(({ severity, message }) => `${severity}: ${message}`);

const ACL = 'aws_wafv2_web_acl';
const acl = (more: Values, name = 'a'): Values => ({ 'rule[0].name': name, ...more });
const BLOCK = { 'rule[0].action[0].block[0]': {} };
const COUNT = { 'rule[0].action[0].count[0]': {} };
const idle = (rest: string, name = `The rule a of ${ACL}.example`): string =>
  `${name} ${rest}: requests that it kept out come through.`;
const armor = (more: Values = {}): Values => ({ priority: 7, action: 'deny(403)', ...more });
const ARMOR = 'google_compute_security_policy_rule';
const azure = (more: Values = {}): Values => ({
  custom_rules: [{ name: 'a', action: 'Block', ...more }],
});
const AZURE = 'azurerm_web_application_firewall_policy';

test.each<[string, ParsedChange, readonly string[]]>([
  ['that counts', resource(ACL, acl(COUNT), acl(BLOCK)), [`medium: ${idle('no longer blocks')}`]],
  ['that blocks as before', resource(ACL, acl(BLOCK), acl(BLOCK)), []],
  ['that counted before', resource(ACL, acl(COUNT), acl(COUNT)), []],
  ['that is gone', resource(ACL, { name: 'w' }, acl(BLOCK)), [`medium: ${idle('is gone')}`]],
  ['under another name', resource(ACL, acl(BLOCK, 'b'), acl(BLOCK)), [`low: ${idle('is gone')}`]],
  [
    'whose group is overridden',
    resource(
      ACL,
      acl({ 'rule[0].override_action[0].count[0]': {} }),
      acl({ 'rule[0].override_action[0].none[0]': {} }),
    ),
    [`medium: ${idle('no longer blocks')}`],
  ],
  [
    'of a stack',
    resource(
      'AWS::WAFv2::WebACL',
      { Rules: [{ Name: 'a', Action: { Count: {} } }] },
      { Rules: [{ Name: 'a', Action: { Block: {} } }] },
    ),
    [`medium: ${idle('no longer blocks', 'The rule a of AWS::WAFv2::WebACL.example')}`],
  ],
  [
    'of Google that lets through',
    resource(ARMOR, armor({ action: 'allow' }), armor()),
    [`medium: ${idle('no longer blocks', `${ARMOR}.example`)}`],
  ],
  [
    'of Google that is only tried',
    resource(ARMOR, armor({ preview: true }), armor()),
    [`medium: ${idle('no longer blocks', `${ARMOR}.example`)}`],
  ],
  ['of Google as before', resource(ARMOR, armor({ description: 'a' }), armor()), []],
  [
    'of Azure that is switched off',
    resource(AZURE, azure({ enabled: false }), azure()),
    [`medium: ${idle('no longer blocks', `The rule a of ${AZURE}.example`)}`],
  ],
  ['of Azure that logged', resource(AZURE, azure({ action: 'Allow' }), azure({ action: 'Log' })), []],
  ['whose action is computed', resource(ARMOR, armor({ action: { expression: 'var.a' } }), armor()), []],
  ['of a firewall that goes', changeOf({ type: ACL, action: 'delete', before: stateOf(acl(BLOCK)) }), []],
])('a rule %s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});
