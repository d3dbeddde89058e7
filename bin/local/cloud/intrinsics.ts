/** Resolves a template's references. */
export interface Scope {
  /** What `Ref` gives for a resource, a parameter or a pseudo parameter. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  /** What another stack exports under this name. */
  imported(name: string): unknown;
}

/**
 * A template's value with its intrinsic functions evaluated.
 * @throws Error naming a function that is not known here.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const evaluate = (value: unknown, scope: Scope): unknown => {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope));
  if (!isObject(value)) return value;
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (name !== undefined && others.length === 0 && isIntrinsic(name)) {
    const intrinsic = intrinsics[name];
    if (intrinsic) return intrinsic(argument, scope);
    throw new Error(`The local runner does not know ${name}: ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, evaluate(item, scope)] as const)
      .filter(([, item]) => item !== undefined),
  );
};

/** Whether a value has named fields. */
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIntrinsic = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');

const intrinsics: Record<string, (argument: unknown, scope: Scope) => unknown> = {
  Ref: (name, scope) => scope.ref(String(name)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...name] = Array.isArray(argument)
      ? argument.map(String)
      : String(argument).split('.');
    return scope.attribute(logicalId, name.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = listOf(argument, scope);
    return listOf(items, scope).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = listOf(argument, scope);
    return String(text).split(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = listOf(argument, scope);
    return listOf(items, scope)[Number(index)];
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(String(text), isObject(variables) ? variables : {}, scope);
  },
  'Fn::ImportValue': (name, scope) => scope.imported(String(evaluate(name, scope))),
};

const listOf = (argument: unknown, scope: Scope): unknown[] => {
  const items = evaluate(argument, scope);
  return Array.isArray(items) ? items : [];
};

/** `${Name}` and `${Name.Attribute}` are references; `${!Name}` is the literal `${Name}`. */
const substitute = (text: string, variables: Record<string, unknown>, scope: Scope): string =>
  text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in variables) return String(evaluate(variables[name], scope));
    const [logicalId = '', ...attribute] = name.split('.');
    if (attribute.length === 0) return String(scope.ref(logicalId));
    return String(scope.attribute(logicalId, attribute.join('.')));
  });
