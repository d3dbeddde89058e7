import { commandLine, quoted } from '../../command-line.ts';
import { flawsOf, isPlaceholder } from '../../secrets/form.ts';
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

const isLive = (secret: unknown): secret is string =>
  typeof secret === 'string' && secret !== '' && !isPlaceholder(secret);

/** The secrets that can verify a webhook, by label. */
export const liveSecrets = async ({ secretText }: Patient): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (labelled(await secretText()) ?? []).flatMap(([label, secret]) =>
      isLive(secret) ? [[label, secret]] : [],
    ),
  );

/** A command that puts a whole file in the secret's place, whatever it holds. */
const howToPut = async ({ target, stage }: Patient): Promise<string> => {
  const { outputs } = await target();
  const where = stage?.awsFlags ?? ` --endpoint-url ${readOutputs().endpoints.secretsmanager}`;
  return `aws secretsmanager put-secret-value --secret-id ${quoted(outputs.signingSecretName)} --secret-string file://secrets.json${where}`;
};

const REFUSED = 'every webhook is answered 500';

/** At least one signing secret is live. */
export const secret: Check = {
  name: 'signing secret',
  after: ['pipeline'],
  run: async (patient) => {
    const text = await patient.secretText();
    const all = labelled(text);
    if (!all) {
      const what = text.trim().startsWith('whsec_')
        ? 'a signing secret without a label'
        : 'no JSON object';
      return [
        problem(
          `The secret holds ${what}, so ${REFUSED}. Write a file secrets.json with {"<label>": "<the secret that Airwallex shows>"}, and put it:`,
          await howToPut(patient),
        ),
      ];
    }
    const live = [...(await liveSecrets(patient)).keys()];
    if (live.length > 0)
      return [
        ok(`${live.length === 1 ? 'One is' : `${live.length} are`} live: ${live.join(', ')}.`),
      ];
    const held = all.some(([, value]) => typeof value === 'string' && value !== '');
    return [
      problem(
        held
          ? 'The signing secret is still the placeholder: nothing of Airwallex verifies by it, but whoever knows the placeholder can sign.'
          : `No signing secret is live yet, so ${REFUSED}.`,
        commandLine('secrets add', { operands: ['live'], pipeline: patient.pipeline }),
      ),
    ];
  },
};

/** What is odd, and what ends it: another secret under the label, none, or another whole. */
interface Oddity {
  readonly words: string;
  readonly mend: 'replace' | 'remove' | 'put';
}

const odd = (mend: Oddity['mend'], applies: boolean, words: string): readonly Oddity[] =>
  applies ? [{ words, mend }] : [];

/** What is odd about one of them; no word of it is said. */
const oddities = (label: string, value: unknown, all: Labelled): readonly Oddity[] => {
  if (typeof value !== 'string') return odd('put', true, 'is no text: it is ignored');
  if (value === '') return odd('remove', true, 'is empty: it is ignored');
  const mend = isPlaceholder(value) ? 'remove' : 'replace';
  const same = all.filter(([other, it]) => it === value && other !== label).map(([other]) => other);
  return [
    ...flawsOf(value).map((words) => ({ words, mend }) as const),
    ...odd('remove', same.length > 0, `is the same as that of ${same.join(', ')}`),
    ...odd('remove', !/^[\w.-]+$/.test(label), 'has a label that is no plain word'),
  ];
};

const howToMend = async (label: string, { mend }: Oddity, patient: Patient): Promise<string> => {
  const { pipeline } = patient;
  if (mend === 'put') return howToPut(patient);
  return mend === 'replace'
    ? commandLine('secrets add', { operands: [label], options: ['--replace'], pipeline })
    : commandLine('secrets remove', { operands: [label], pipeline });
};

/** The secrets look as Airwallex shows them. */
export const secretForm: Check = {
  name: 'secret form',
  after: ['signing secret'],
  run: async (patient) => {
    const all = labelled(await patient.secretText()) ?? [];
    const findings: Finding[] = [];
    for (const [label, value] of all) {
      const found = oddities(label, value, all);
      const last = found.at(-1);
      if (!last) continue;
      const words = found.map((each) => each.words).join('; it ');
      const next = await howToMend(label, last, patient);
      findings.push(problem(`The secret of "${label}" ${words}.`, next));
    }
    return findings.length > 0 ? findings : [ok('Every secret looks as Airwallex shows it.')];
  },
};
