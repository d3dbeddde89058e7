import { errorFields } from '../../../functions/shared/error-fields.ts';

describe('of an error', () => {
  const fieldsOf = (message: string, options?: ErrorOptions) =>
    errorFields(new TypeError(message, options));

  it('its name, the name of its cause and the place are told, and no word of its message', () => {
    expect(fieldsOf('secret', { cause: new RangeError('secret') })).toEqual({
      error: 'TypeError',
      cause: 'RangeError',
      where: expect.stringMatching(/^at fieldsOf \(.*error-fields\.test\.ts:\d+:\d+\)$/),
    });
  });

  it('a message that looks like a stack is no place', () => {
    expect(fieldsOf('no\n    at secret (/secret:1:1)\n').where).toContain('error-fields.test.ts');
    const changed = new Error('no\n    at secret (/secret:1:1)\n');
    expect(changed.stack).toContain('at secret');
    changed.message = 'another';
    expect(errorFields(changed).where).toBeUndefined();
  });

  it('a name that is a sentence is not told', () => {
    const named = Object.assign(new Error('no'), { name: 'Refused {"secret":1}' });
    expect(errorFields(named).error).toBe('Error');
  });

  it('nothing is told but its type, where it is no error', () => {
    expect(errorFields('secret')).toEqual({ error: 'string' });
  });
});
