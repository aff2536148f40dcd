// Finding rule: a function or a service runs an image from another registry, or from an account that is not its own. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { isComputed } from '../kubernetes/flags.ts';
import { imageRegistry } from '../kubernetes/pins.ts';
import { foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { ownTextsOf } from '../values.ts';

/** What runs images outside of a cluster; pods are the finding k8s-points-elsewhere. */
const RUNNING =
  /^(?:aws_(?:lambda_function|ecs_task_definition|apprunner_service|batch_job_definition|codebuild_project|sagemaker_model)|AWS::(?:Lambda::Function|Serverless::Function|ECS::TaskDefinition|AppRunner::Service|Batch::JobDefinition|CodeBuild::Project|SageMaker::Model)|google_cloud_run\w*|azurerm_container_(?:app|group)\w*|module)$/;

/** Names of the attribute, folded. */
const IMAGE = /^(?:image|imageuri|imageidentifier|containerimage)$/;

export const imageSourceChanged: ChangeRule = {
  on: 'change',
  id: 'image-source-changed',
  title: 'Runs an image from another place',
  severity: 'medium',
  confidence: 'high',
  why: 'An image is a program that runs with the role and the network of the service. Whoever owns the registry, or the account that it belongs to, decides what is in it, today and after the next restart.',
  remedy: 'Take the image from a registry of your own, and name it by its digest.',
  check: (change) => {
    if (change.after === null || isData(change) || !RUNNING.test(change.type ?? '')) return [];
    const before = imagesIn(treeOf(change.before));
    const had = new Set(before.map(({ registry }) => registry));
    const fresh = imagesIn(treeOf(change.after)).filter(({ registry }) => !had.has(registry));
    return fresh.flatMap((image) =>
      before.length > 0 ? moved(change, image, before) : foreign(change, image),
    );
  },
};

type Image = { readonly reference: string; readonly registry: string; readonly line: number };

function imagesIn(tree: Node): readonly Image[] {
  const found = walk(tree).flatMap((node) => {
    const texts = ownTextsOf(node).known;
    const named = IMAGE.test(foldName(node.name)) ? texts : [];
    const listed = /definitions?$|properties$/i.test(node.name) ? texts.flatMap(imagesInJson) : [];
    return [...named, ...listed].map((reference) => ({ reference, line: node.line }));
  });
  return found.flatMap(({ reference, line }) =>
    reference === '' || isComputed(reference)
      ? []
      : [{ reference, registry: imageRegistry(reference).toLowerCase(), line }],
  );
}

/** Container definitions of ECS are a text of JSON. */
function imagesInJson(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return imagesInValue(JSON.parse(text) as JsonValue);
  } catch {
    return [];
  }
}

function imagesInValue(value: JsonValue): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]: [string, JsonValue]) =>
    typeof member === 'string' && IMAGE.test(foldName(key)) ? [member] : imagesInValue(member),
  );
}

function moved(
  { address }: ParsedChange,
  { reference, line }: Image,
  before: readonly Image[],
): readonly Hit[] {
  const [old] = before;
  return [
    {
      message: `${address} took its image from ${old?.registry ?? 'elsewhere'} and now runs ${reference}.`,
      line,
    },
  ];
}

const OWN_REGISTRY = /^(\d{12})\.dkr\.ecr\./;

/** Of a new service only an account tells, where the configuration names its own. */
function foreign({ address, places }: ParsedChange, { reference, registry, line }: Image): readonly Hit[] {
  const account = OWN_REGISTRY.exec(registry)?.[1];
  const own = (places?.accounts ?? []).join(' ');
  if (account === undefined || !/\d{12}/.test(own) || own.includes(account)) return [];
  return [
    {
      message: `${address} runs an image of the account ${account}, which is not its own: ${reference}.`,
      line,
    },
  ];
}
