import { HEARTBEAT_LABEL, isOwnLabel } from '../../../../../functions/shared/event/internal.ts';
import { readOutputs } from '../../../pipeline/outputs.ts';
import { flawsOf, isPlaceholder, labelled } from '../../../pipeline/secrets.ts';
import { commandLine, quoted } from '../../../terminal/command-line.ts';
import { type Check, type CheckFinding, ok, problem, skipped } from '../check.ts';
import type { CheckContext } from '../context.ts';

type Entries = NonNullable<ReturnType<typeof labelled>>;

const isLive = (secret: unknown): secret is string =>
  typeof secret === 'string' && secret !== '' && !isPlaceholder(secret);

/** The secrets that can verify a webhook of Airwallex, by label. */
const liveSecrets = async ({ secretText }: CheckContext): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (labelled(await secretText()) ?? []).flatMap(([label, secret]) =>
      isLive(secret) && !isOwnLabel(label) ? [[label, secret]] : [],
    ),
  );

/** The text of the secret; undefined where whoever asks may not read it, as heartbeats need none of it. */
const readable = async ({ secretText }: CheckContext): Promise<string | undefined> => {
  try {
    return await secretText();
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException') return undefined;
    throw error;
  }
};

const UNREADABLE = skipped('These credentials may not read the signing secrets.');

/** A command that replaces the whole secret by a file. */
const putCommand = async ({ target, stage }: CheckContext): Promise<string> => {
  const { outputs } = await target();
  const where = stage?.awsFlags ?? ` --endpoint-url ${readOutputs().endpoints.secretsmanager}`;
  return `aws secretsmanager put-secret-value --secret-id ${quoted(outputs.signingSecretName)} --secret-string file://secrets.json${where}`;
};

const CONSEQUENCE = 'every webhook is answered 500';

/** At least one signing secret is live. */
export const secret: Check = {
  name: 'signing secret',
  after: ['pipeline'],
  run: async (context) => {
    const text = await readable(context);
    if (text === undefined) return [UNREADABLE];
    const all = labelled(text);
    if (!all) {
      const what = text.trim().startsWith('whsec_')
        ? 'a signing secret without a label'
        : 'no JSON object';
      return [
        problem(
          `The secret holds ${what}, so ${CONSEQUENCE}. Write a file secrets.json with {"<label>": "<the secret that Airwallex shows>"}, and store it:`,
          await putCommand(context),
        ),
      ];
    }
    const live = [...(await liveSecrets(context)).keys()];
    if (live.length > 0)
      return [
        ok(`${live.length === 1 ? 'One is' : `${live.length} are`} live: ${live.join(', ')}.`),
      ];
    const hasValue = all.some(([, value]) => typeof value === 'string' && value !== '');
    return [
      problem(
        hasValue
          ? 'The signing secret is still the placeholder: no webhook of Airwallex verifies with it, but anyone who knows the placeholder can sign.'
          : `No signing secret is live yet, so ${CONSEQUENCE}.`,
        commandLine('secrets add', { operands: ['live'], pipeline: context.pipeline }),
      ),
    ];
  },
};

/** A flaw of a stored secret, and its fix: replace it, remove it, or store the whole secret again. */
interface Flaw {
  readonly words: string;
  readonly fix: 'replace' | 'remove' | 'put';
}

const flawIf = (fix: Flaw['fix'], applies: boolean, words: string): readonly Flaw[] =>
  applies ? [{ words, fix }] : [];

/** The flaws of a stored secret, without any part of its value. */
const storedFlaws = (label: string, value: unknown, all: Entries): readonly Flaw[] => {
  if (typeof value !== 'string') return flawIf('put', true, 'is not text: it is ignored');
  if (value === '') return flawIf('remove', true, 'is empty: it is ignored');
  const fix = isPlaceholder(value) ? 'remove' : 'replace';
  const same = all.filter(([other, it]) => it === value && other !== label).map(([other]) => other);
  return [
    ...flawsOf(value).map((words) => ({ words, fix }) as const),
    ...flawIf('remove', same.length > 0, `is the same as that of ${same.join(', ')}`),
    ...flawIf(
      'put',
      label === HEARTBEAT_LABEL,
      'has a label that is reserved for heartbeats: what Airwallex signs with it is refused',
    ),
    ...flawIf('remove', !/^[\w.-]+$/.test(label), 'has a label with unusual characters'),
  ];
};

const fixCommand = async (label: string, { fix }: Flaw, context: CheckContext): Promise<string> => {
  const { pipeline } = context;
  if (fix === 'put') return putCommand(context);
  return fix === 'replace'
    ? commandLine('secrets add', { operands: [label], options: ['--replace'], pipeline })
    : commandLine('secrets remove', { operands: [label], pipeline });
};

/** The secrets have the form that Airwallex shows. */
export const secretForm: Check = {
  name: 'secret form',
  after: ['signing secret'],
  run: async (context) => {
    const text = await readable(context);
    if (text === undefined) return [UNREADABLE];
    const all = labelled(text) ?? [];
    const findings: CheckFinding[] = [];
    for (const [label, value] of all) {
      const found = storedFlaws(label, value, all);
      const last = found.at(-1);
      if (!last) continue;
      const words = found.map((each) => each.words).join('; it ');
      const next = await fixCommand(label, last, context);
      findings.push(problem(`The secret of "${label}" ${words}.`, next));
    }
    return findings.length > 0 ? findings : [ok('Every secret has the form that Airwallex shows.')];
  },
};
