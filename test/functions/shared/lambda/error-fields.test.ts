import { errorFields } from '../../../../functions/shared/lambda/error-fields.ts';

describe('of an error', () => {
  const fieldsOf = (message: string, options?: ErrorOptions) =>
    errorFields(new TypeError(message, options));

  it('reports its name, its cause’s name and the place, and no word of its message', () => {
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

  it('does not report a name that is a sentence', () => {
    const named = Object.assign(new Error('no'), { name: 'Refused {"secret":1}' });
    expect(errorFields(named).error).toBe('Error');
  });

  it('reports only the type of what is not an error', () => {
    expect(errorFields('secret')).toEqual({ error: 'string' });
  });
});
