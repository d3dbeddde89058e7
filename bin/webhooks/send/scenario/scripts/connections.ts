import { type ExpectedRecord, MINUTE, type Script, type ScriptedEvent, SECOND } from '../script.ts';

const EACH = 12;
const numbered = Array.from({ length: EACH }, (_, index) => index);
/** When each of the other accounts disconnects. */
const disconnectedAfter = (index: number): number => MINUTE + 20 * index * SECOND;

/** Accounts that disconnect an app. */
export const connectionScripts: readonly Script[] = [
  {
    name: 'mass-disconnect',
    about: `An app is dropped within minutes by an organisation with ${EACH} accounts, then by ${EACH} others one by one.`,
    version: '2026-02-27',
    lasts: disconnectedAfter(EACH - 1),
    build: (generator) => {
      const app = `appid_${generator.account('app').slice(-12)}`;
      const org = `org_${generator.account('org').slice(-12)}`;
      const together = numbered.map((index) => generator.account(`together ${index}`));
      const others = numbered.map((index) => generator.account(`alone ${index}`));
      const connection = (account: string): string =>
        Buffer.from(`${app}:${account}`).toString('base64');
      const record = (
        pk: string,
        sk: string,
        attributes: ExpectedRecord['attributes'],
      ): ExpectedRecord => ({
        domain: 'connections',
        pk,
        sk,
        attributes: { app_id: app, ...attributes },
      });
      const ofOrganisation = {
        status: 'DISCONNECTED',
        org_id: org,
        reason: 'user_initiated',
        relatedTo: `app#${app}`,
        since: generator.stored(0),
        disconnected_at: generator.stored(0),
      };
      return {
        events: [
          {
            sample: 'partner_connection.disconnected',
            after: 0,
            envelope: { app_id: app },
            data: { account_ids: together, org_id: org },
          },
          ...others.map(
            (account, index): ScriptedEvent => ({
              sample: 'connection.disconnected',
              after: disconnectedAfter(index),
              account,
              data: { id: connection(account), account_id: account },
            }),
          ),
        ],
        expected: [
          record(`org#${org}`, `connection#${app}`, ofOrganisation),
          ...together.map((account) =>
            record(`account#${account}`, `connection#${app}`, ofOrganisation),
          ),
          ...others.flatMap((account, index) => {
            const ids = { account_id: account, connection_id: connection(account) };
            const since = generator.stored(disconnectedAfter(index));
            return [
              record(`account#${account}`, `connection#${app}`, {
                ...ids,
                ...{ status: 'DISCONNECTED', since, disconnected_at: since },
                relatedTo: `app#${app}`,
              }),
              record(`connection#${connection(account)}`, 'connection', ids),
            ];
          }),
        ],
        followUp: [`show ${app}`, `show ${org}`],
      };
    },
  },
];
