import { key } from '../../../../functions/shared/event/identifier.ts';

/** Kinds of subjects that can be erased. */
export const subjectKinds = ['account', 'customer', 'cardholder'] as const;

/** Whose events are erased. */
export interface Subject {
  readonly kind: (typeof subjectKinds)[number];
  readonly id: string;
}

/** A subject as its tombstones name it, `customer#cus_…`. */
export const subjectKey = ({ kind, id }: Subject): string => key(kind, id);
