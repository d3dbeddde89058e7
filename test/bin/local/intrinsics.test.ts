import { evaluate, type Scope } from '../../../bin/local/cloud/intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ 'AWS::Region': 'us-east-1', Queue: 'https://queue' })[name],
  attribute: (logicalId, name) => `${logicalId}/${name}`,
  imported: (name) => `imported ${name}`,
};

describe("a template's values", () => {
  it.each([
    ['plain values stay', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
    ['Ref', { Ref: 'Queue' }, 'https://queue'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Db/Endpoint.Port'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-us-east-1'],
    ['Fn::Split and Fn::Select', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Other' }, 'imported Other'],
    [
      'Fn::Sub with variables, attributes and an escape',
      { 'Fn::Sub': [`\${X} \${Table.Arn} \${!Y} \${AWS::Region}`, { X: { Ref: 'Queue' } }] },
      `https://queue Table/Arn \${Y} us-east-1`,
    ],
    ['a property without value disappears', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['an object with one ordinary key', { Key: { Ref: 'Queue' } }, { Key: 'https://queue' }],
  ])('%s', (_, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  it('names a function that it does not know', () => {
    expect(() => evaluate({ 'Fn::Cidr': [] }, scope)).toThrow('Fn::Cidr');
  });
});
