import { domains } from '../../functions/domains.ts';
import { sentinel } from './sentinels.ts';

const stray = (path: string): string => sentinel(`stray: ${path}`);

/** Bodies that match no schema or are no events at all, full of sentinels. */
export const strays = (): readonly Buffer[] => {
  const data = () => ({ id: stray('data.id'), note: stray('data.note') });
  const unknown = domains
    .flatMap(({ families }) => families)
    .map((family) => ({ name: `${family}.new`, id: stray('id'), data: data() }));
  const values = [
    ...unknown,
    { name: 'deposit.settled', id: stray('id'), data: data() },
    { data: data() },
    { name: { is: stray('name') }, id: [stray('id[]')] },
    [stray('[]')],
    stray('text'),
    {},
  ];
  const texts = [
    ...values.map((value) => JSON.stringify(value)),
    `{"name":"refund.settled","note":"${stray('no JSON')}`,
    `${stray('no JSON')}\n    at ${stray('a stack')} (/${stray('a file')}:1:1)`,
    '',
  ];
  const notUtf8 = [Buffer.from(`{"note":"${stray('no UTF-8')}`), Buffer.from([0xff, 0xfe, 0])];
  return [...texts.map((text) => Buffer.from(text)), Buffer.concat(notUtf8)];
};
