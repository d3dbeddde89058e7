import { BlockList, isIP } from 'node:net';

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Reads which addresses requests may come from.
 * @param list addresses and ranges, `203.0.113.7,2001:db8::/32`; without it every address may.
 * @returns whether an address is among them; one that is none never is.
 * @throws Error when an entry is neither.
 */
export const sourcesAllowed = (list: string | undefined): ((address: string) => boolean) => {
  if (list === undefined) return () => true;
  const allowed = new BlockList();
  for (const entry of list.split(',')) {
    const [address = '', length] = entry.split('/');
    if (length === undefined) allowed.addAddress(address, familyOf(address));
    else allowed.addSubnet(address, Number(length), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && allowed.check(address, familyOf(address));
};
