import * as v from 'valibot';
import { key } from '../shared/event/identifier.ts';
import { type Family, family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn, wordsOf } from '../shared/record/lifecycle.ts';
import type { Attributes } from '../shared/record/projection.ts';
import { text } from '../shared/schema/fields.ts';
import { fieldsOf } from '../shared/schema/shape.ts';

/*
 * What the objects of accounts have in common. An account's body holds the passports of its owners:
 * schemas list only what describes the business.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */

/** Platforms choose the identifier of an account themselves, and some take its owner's e-mail. */
export const platformIdentifier = v.pipe(
  text,
  v.transform((value) => (value?.includes('@') ? undefined : value)),
);

/** The issue of an event that names no account. */
export const noAccount = missing('account_id', 'the account that the event is about');

/** What an event states of a part of an account. */
interface Part extends Attributes {
  readonly id: string;
  readonly account_id?: string | undefined;
  readonly status?: string | undefined;
  readonly updated_at?: string | undefined;
}

/**
 * The family of something that an account has many of, each with a status: one record of the account
 * for each.
 */
export const partOfAccount = ({
  kind,
  schema,
  lifecycle,
}: {
  /** The first part of the sort key. */
  readonly kind: string;
  readonly schema: v.GenericSchema<unknown, Part>;
  readonly lifecycle: Lifecycle;
}): Family => {
  const fields = [...fieldsOf(schema), 'status'];
  return family(
    schema,
    ({ account_id, ...part }, event) => {
      const accountId = event.accountId ?? account_id;
      if (accountId === undefined) return noAccount;
      const pk = key('account', accountId);
      const { status, rank } = statusIn(lifecycle, part.status, event.name);
      return {
        object: pk,
        updatedAt: part.updated_at,
        rank,
        records: [{ pk, sk: key(kind, part.id), attributes: { ...part, status }, fields }],
      };
    },
    { status: wordsOf(lifecycle) },
  );
};
