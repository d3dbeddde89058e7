import { domains } from '../../functions/domains.ts';
import { jsonSchemasOf } from '../../package/json-schemas.ts';
import { definitionsOf } from '../support/runtimes.ts';

const schemas = jsonSchemasOf(
  Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)])),
);

describe('the JSON Schema of a kind of record', () => {
  it('has its name, its meaning and its key', () => {
    expect(schemas['refund']).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'refund',
      description: 'One refund of a payment, as it is now.',
      required: ['domain', 'record', 'key', 'attributes', 'metadata'],
      properties: {
        record: { const: 'refund' },
        key: { required: ['pk', 'sk', 'refund_id'] },
      },
    });
  });

  it('describes each attribute with type, unit and meaning, and allows others', () => {
    const { attributes } = schemas['refund']?.properties ?? {};
    expect(attributes).toMatchObject({
      type: 'object',
      required: ['id'],
      properties: {
        amount: {
          type: 'string',
          pattern: String.raw`^-?\d+(?:\.\d+)?$`,
          description: 'What is paid back.',
          'x-type': 'amount',
          'x-unit': 'major units of `currency`',
        },
        status: { type: 'string', examples: ['RECEIVED', 'ACCEPTED', 'FAILED', 'SETTLED'] },
        created_at: { type: 'string', 'x-type': 'time', 'x-unit': 'UTC' },
      },
    });
    expect(attributes).not.toHaveProperty('additionalProperties');
  });
});
