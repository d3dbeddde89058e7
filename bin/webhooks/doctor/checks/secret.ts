import { readOutputs } from '../../target/outputs.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';
import type { Patient } from '../patient.ts';

type Labelled = readonly (readonly [label: string, secret: unknown])[];

/** What the secret holds; undefined where it is no JSON object. */
const labelled = (text: string): Labelled | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    return Object.entries(json);
  } catch {
    return undefined;
  }
};

/** What stands in commands and examples in a secret's place. */
const placeholder =
  /^(?:whsec_)?(?:<.*>|\W*|x+|.*(?:…|\.\.\.)|(?:(?:your|my|webhook|signing)[-_ ])*secret|change[-_ ]?me|placeholder|example|todo)$/i;

const isLive = (secret: unknown): secret is string =>
  typeof secret === 'string' && secret !== '' && !placeholder.test(secret);

/** The secrets that can verify a webhook, by label. */
export const liveSecrets = async ({ secretText }: Patient): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (labelled(await secretText()) ?? []).flatMap(([label, secret]) =>
      isLive(secret) ? [[label, secret]] : [],
    ),
  );

const howToPut = async ({ target, stage }: Patient): Promise<string> => {
  const { outputs } = await target();
  const where = stage?.awsFlags ?? ` --endpoint-url ${readOutputs().endpoints.secretsmanager}`;
  return `aws secretsmanager put-secret-value --secret-id ${outputs.signingSecretName} --secret-string file://secrets.json${where}`;
};

const SHAPE = 'a file secrets.json with {"<label>": "<the secret that Airwallex shows>"}';

/** At least one signing secret is live. */
export const secret: Check = {
  name: 'signing secret',
  after: ['pipeline'],
  run: async (patient) => {
    const text = await patient.secretText();
    const all = labelled(text);
    const next = await howToPut(patient);
    const refused = 'every webhook is answered 500';
    if (!all)
      return [
        problem(
          text.trim().startsWith('whsec_')
            ? `The secret holds a signing secret without a label, so ${refused}. Write ${SHAPE}, then put it:`
            : `The secret holds no JSON object, so ${refused}. Write ${SHAPE}, then put it:`,
          next,
        ),
      ];
    const live = await liveSecrets(patient);
    if (live.size > 0) {
      const labels = [...live.keys()].join(', ');
      return [ok(`${live.size === 1 ? 'One is' : `${live.size} are`} live: ${labels}.`)];
    }
    return [
      problem(
        all.length === 0
          ? `No signing secret is live yet, so ${refused}. Write ${SHAPE}, then put it:`
          : `The signing secret is still the placeholder: nothing of Airwallex verifies by it. Write ${SHAPE}, then put it:`,
        next,
      ),
    ];
  },
};

/** What is odd about one of them; no word of it is said. */
const oddities = (label: string, value: unknown, all: Labelled): readonly string[] => {
  if (typeof value !== 'string') return ['is no text: it is ignored'];
  if (value === '') return ['is empty: it is ignored'];
  if (placeholder.test(value)) return ['is still the placeholder'];
  const same = all.filter(([other, it]) => it === value && other !== label).map(([other]) => other);
  return [
    ...(/^\s|\s$/.test(value) ? ['has white space around it, which is part of the key'] : []),
    ...(/\S\s+\S/.test(value) ? ['has white space in it'] : []),
    ...(/^["'].*["']$/.test(value) ? ['has quotes around it, which are part of the key'] : []),
    ...(/^["'\s]*whsec_/.test(value)
      ? []
      : ['lacks the prefix whsec_, which is part of the key as Airwallex shows it']),
    ...(same.length > 0 ? [`is the same as that of ${same.join(', ')}`] : []),
    ...(/^[\w.-]+$/.test(label) ? [] : ['has a label that is no plain word']),
  ];
};

/** The secrets look as Airwallex shows them. */
export const secretForm: Check = {
  name: 'secret form',
  after: ['signing secret'],
  run: async (patient) => {
    const all = labelled(await patient.secretText()) ?? [];
    const next = await howToPut(patient);
    const findings = all.flatMap(([label, value]): Finding[] => {
      const odd = oddities(label, value, all);
      if (odd.length === 0) return [];
      return [problem(`The secret of "${label}" ${odd.join('; it ')}.`, next)];
    });
    return findings.length > 0 ? findings : [ok('Every secret looks as Airwallex shows it.')];
  },
};
