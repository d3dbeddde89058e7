import dns from 'node:dns';

// The emulator's API answers under a name in .localhost, which is this machine by RFC 6761 (6.3).
// Not every system's resolver knows that. Programs get this file by NODE_OPTIONS=--import.
dns.lookup = new Proxy(dns.lookup, {
  apply: (lookup, self, [name, ...rest]: [unknown, ...unknown[]]) => {
    const known = typeof name === 'string' && name.endsWith('.localhost') ? '127.0.0.1' : name;
    return Reflect.apply(lookup, self, [known, ...rest]);
  },
});
