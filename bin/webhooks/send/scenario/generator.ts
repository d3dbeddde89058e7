import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';

/** Generates the values of a scenario, the same for the same seed and time. */
export interface ValueGenerator {
  /** An object's id in the style of payments: `int_hkdm…`. */
  id(kind: string, label?: string): string;
  /** An object's id in the style of issuing. */
  uuid(label: string): string;
  /** An account of Airwallex. */
  account(label: string): string;
  /** An amount of money between two bounds, in major units with two digits. */
  amount(label: string, least: number, most: number): number;
  /** The time this many milliseconds after the start, in the format of the scenario's API version. */
  time(after: number): string;
  /** The same time in the format of the tables. */
  stored(after: number): string;
}

const LETTERS = 36;

const digestOf = (seed: string, label: string): string => sha256(`${seed}\n${label}`);

const letters = (digest: string, count: number): string =>
  BigInt(`0x${digest}`).toString(LETTERS).padStart(count, '0').slice(-count);

/** A number from 0 to below 1, always the same for a seed and a label. */
export const chance = (seed: string, label: string): number =>
  Number.parseInt(digestOf(seed, label).slice(0, 12), 16) / 2 ** 48;

/** An event's id, in the format of an API version. */
export const eventId = (seed: string, label: string, version: string): string => {
  const digest = digestOf(seed, label);
  return version < '2024-02-22'
    ? `evt_100_${BigInt(`0x${digest}`).toString().slice(0, 33)}`
    : `evt_hkdm${letters(digest, 15)}_${letters(digest.slice(0, 16), 6)}`;
};

/** Exact sums of amounts with two digits. */
export const amountSum = (...amounts: readonly number[]): number =>
  amounts.reduce((cents, amount) => cents + Math.round(amount * 100), 0) / 100;

/** @param start when the scenario starts, epoch milliseconds. */
export const createGenerator = (seed: string, start: number, version: string): ValueGenerator => {
  const stored = (after: number): string => isoTime(start + after) ?? '';
  return {
    id: (kind, label = '') => `${kind}_hkdm${letters(digestOf(seed, `${kind} ${label}`), 15)}`,
    uuid: (label) => {
      const hex = digestOf(seed, label);
      const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
      return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
    },
    account: (label) => `acct_${letters(digestOf(seed, `account ${label}`), 22)}`,
    amount: (label, least, most) =>
      Math.round((least + chance(seed, `amount ${label}`) * (most - least)) * 100) / 100,
    // Since that version the zone of a time has a colon.
    time: (after) => stored(after).replace('.000Z', version < '2026-06-30' ? '+0000' : '+00:00'),
    stored,
  };
};
