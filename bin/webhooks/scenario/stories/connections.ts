import { type ExpectedRow, MINUTE, SECOND, type Story, type Told } from '../story.ts';

const EACH = 12;
const numbered = Array.from({ length: EACH }, (_, index) => index);
/** When each of the others leaves. */
const leaves = (index: number): number => MINUTE + 20 * index * SECOND;

/** Accounts that disconnect an app. */
export const connectionStories: readonly Story[] = [
  {
    name: 'mass-disconnect',
    about: `An app is dropped within minutes by an organisation with ${EACH} accounts, then by ${EACH} others one by one.`,
    version: '2026-02-27',
    lasts: leaves(EACH - 1),
    tell: (pen) => {
      const app = `appid_${pen.account('app').slice(-12)}`;
      const org = `org_${pen.account('org').slice(-12)}`;
      const together = numbered.map((index) => pen.account(`together ${index}`));
      const others = numbered.map((index) => pen.account(`alone ${index}`));
      const connection = (account: string): string =>
        Buffer.from(`${app}:${account}`).toString('base64');
      const gone = (
        pk: string,
        sk: string,
        attributes: ExpectedRow['attributes'],
      ): ExpectedRow => ({
        domain: 'connections',
        pk,
        sk,
        attributes: { status: 'DISCONNECTED', app_id: app, ...attributes },
      });
      const ofOrganisation = {
        org_id: org,
        reason: 'user_initiated',
        relatedTo: `app#${app}`,
        disconnected_at: pen.stored(0),
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
            (account, index): Told => ({
              sample: 'connection.disconnected',
              after: leaves(index),
              account,
              data: { id: connection(account), account_id: account },
            }),
          ),
        ],
        expected: [
          gone(`org#${org}`, `partner_connection#${app}`, ofOrganisation),
          ...together.map((account) =>
            gone(`account#${account}`, `partner_connection#${app}`, ofOrganisation),
          ),
          ...others.flatMap((account, index) => {
            const alone = {
              account_id: account,
              connection_id: connection(account),
              disconnected_at: pen.stored(leaves(index)),
            };
            return [
              gone(`account#${account}`, `connection#${app}`, {
                ...alone,
                relatedTo: `app#${app}`,
              }),
              gone(`connection#${connection(account)}`, 'connection', alone),
            ];
          }),
        ],
        look: [`get connections ${app}`, `get connections ${org}`],
      };
    },
  },
];
